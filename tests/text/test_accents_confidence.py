"""Confidence is a probability: it falls where the rest of a sentence is doubtful."""

import numpy as np

from vntext.text.accents import restore_syllables
from vntext.text.accents_confidence import FEATURES, calibrated, features


def one(chosen, others, count=9):
    """Confidence of a syllable of share ``chosen`` among others of share ``others``."""
    own = np.array([chosen] + [others] * count)
    return calibrated(own, (1 - own) / 2, np.zeros(count + 1, int))[0]


def test_it_rises_with_the_share_of_the_reading():
    found = [one(p, 0.9) for p in (0.4, 0.6, 0.8, 0.95, 0.99)]
    assert found == sorted(found)
    assert 0 < found[0] < 0.6 < found[-1] < 1


def test_it_falls_where_the_rest_of_the_sentence_is_doubtful():
    sure, doubtful = one(0.95, 0.99), one(0.95, 0.5)
    assert doubtful < sure - 0.02


def test_features_are_columns_in_their_order_and_sentences_apart():
    own = np.array([0.9, 0.5, 0.9])
    x = features(own, 1 - own, np.array([0, 0, 1]))
    assert x.shape == (3, len(FEATURES))
    assert x[0, FEATURES.index("others")] != x[2, FEATURES.index("others")]
    assert list(x[:, FEATURES.index("alone")]) == [0, 0, 1]


def test_shares_of_the_readings_are_shares_of_one():
    for s in restore_syllables("Chinh phu hop ban ve kinh te", n_best=16):
        assert s.confidence == s.alternatives[0][1]
        assert s.text == s.alternatives[0][0]
        assert sum(p for _, p in s.alternatives) <= 1.0005
        assert all(0 <= p <= 1 for _, p in s.alternatives)


def test_news_is_surer_than_words_of_no_sentence():
    news = restore_syllables("Quoc hoi thong qua nghi quyet ve phat trien kinh te")
    words = restore_syllables("ngo co la me bon da tham")
    assert np.mean([s.confidence for s in news]) > np.mean([s.confidence for s in words]) + 0.1
