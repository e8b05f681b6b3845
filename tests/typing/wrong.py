"""What a type checker must refuse; each line says with a comment that it does."""

import vntext

doc = vntext.analyze("Trời mưa.")
if doc.entities[0].label == "PER":  # refused
    pass
vntext.analyze(b"Tr")  # refused
vntext.analyze("Trời mưa.", layout="columns")  # refused
doc.text = "Nắng."  # refused
doc.entities[0].start = 3  # refused
print(doc.people[0].nothing)  # refused
