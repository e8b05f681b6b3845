/* Constants that the kernel shares with the array code: training/kernel_constants.py. */
#ifndef VNTEXT_CONSTANTS_H
#define VNTEXT_CONSTANTS_H

/* vntext.tables */
#define PLACE_0 UINT64_C(0x9E3779B97F4A7C15)
#define PLACE_1 UINT64_C(0xC2B2AE3D27D4EB4F)
#define PLACE_2 UINT64_C(0xD6E8FEB86659FD93)
#define PLACE_3 UINT64_C(0xA0761D6478BD642F)
#define HASH_MIX UINT64_C(0xFF51AFD7ED558CCD)
#define HASH_STEP_SHIFT 21
#define HASH_PRINT_SHIFT 24

/* vntext.tokens.column */
#define SHAPE_LOWER 0
#define SHAPE_CAPITALIZED 1
#define SHAPE_UPPER 2
#define SHAPE_SINGLE 3
#define SHAPE_MIXED 4
#define SHAPE_DIGITS 5
#define SHAPE_MARK 6
#define SHAPE_FIXED 7
#define KIND_LETTER 1
#define KIND_DIGIT 2
#define KIND_SPACE 3
#define KIND_BREAK 4
#define KIND_BITS 7
#define CAPITAL_BIT 8
#define TONE_SHIFT 4
#define MARK_KEY UINT64_C(0x8000000000000000)
#define DIGIT_KEY UINT64_C(0x4000000000000000)
#define FIXED_KEY UINT64_C(0x2000000000000000)
#define MIX_FIRST UINT64_C(0x9E3779B97F4A7C15)
#define MIX_SECOND UINT64_C(0xBF58476D1CE4E5B9)

/* vntext.entities.tagger_features */
#define COLUMN_WORD 0
#define COLUMN_CLASS0 1
#define COLUMN_CLASS1 2
#define COLUMN_CLASS2 3
#define COLUMN_SHAPE 4
#define COLUMN_KNOWN 5
#define COLUMN_BEGIN 6
#define COLUMN_INSIDE 7
#define COLUMN_DOC 8
#define COLUMN_PAIR 9
#define COLUMN_LINE 10
#define COLUMN_PLACE 11
#define COLUMN_RUN 12
#define COLUMN_RUN_FIRST 13
#define COLUMN_RUN_LAST 14
#define COLUMN_RUN_BEFORE 15
#define COLUMN_RUN_BEFORE2 16
#define COLUMN_RUN_AFTER 17
#define COLUMN_RUN_KNOWN 18
#define COLUMN_DEPTH 19
#define COLUMN_SPACED 20
#define COLUMN_SEG 21
#define COLUMNS_OF_TAGGER 22
#define PAD_OF_LINES 2
#define FAR_FROM_CAPITAL 3
#define NEVER_ENTITY 2
#define RARELY_ENTITY 4
#define SHORT_LINE 8
#define CASED_WORD 77
#define SEEN_LOWER 1
#define AFTER_HONORIFIC 2
#define ENDS_NAME 4
#define AFTER_UNIT 8
#define AFTER_OFFICE 16
#define IN_NAME 32
#define IN_BRACKETS 64
#define AFTER_HEAD 128

/* vntext.entities.tagger_kernel */
#define LONGEST_SEQUENCE 128
#define TRUST_BITS 20

/* vntext.entities.carried_names */
#define NAME_DOCUMENT 4
#define NAME_KEY 8
#define NAME_TOKENS 8

/* vntext.words.tokens */
#define S_LOWER 1
#define S_CAPITAL 2
#define S_MIXED 5
#define S_NUMERIC 9
#define S_STOP 10
#define S_OTHER 15
#define S_SIGN 10
#define CLASS_WORD 1
#define CLASS_RUN 2
#define CLASS_VISIBLE 4
#define GLUE_HYPHEN 1
#define GLUE_APOSTROPHE 2
#define GLUE_AND 3
#define GLUE_SLASH 4
#define GLUE_STOP 5
#define GLUE_COMMA 6
#define GLUE_PERCENT 7
#define CASE_BITS UINT64_C(0x8080808080808080)
#define LETTER_BITS UINT64_C(0x7F7F7F7F7F7F7F7F)
#define ALL_DIGITS UINT64_C(0xDFDFDFDFDFDFDFDF)
#define LONG_FACTOR UINT64_C(0x9FB21C651E98DF25)

/* vntext.words.model */
#define UNKNOWN_ID 2
#define LONGER_FLAG 128
#define COARSE_SHAPES { \
    0, 1, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 7, 7, 7}
#define CROSSING_OF_GAPS { \
    0, 1, 2, 3, 4, 5, 15, 6, 7, 8, 9, 10, 15, 15, 15, 15, \
    11, 12, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, \
    13, 14, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, \
    15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15}

/* vntext.tokens.look */
#define PAIR_FIRST UINT64_C(0x9E3779B97F4A7C15)
#define PAIR_SECOND UINT64_C(0xBF58476D1CE4E5B9)
#define PAIR_SHIFT 48
#define PAIR_PLACES UINT64_C(0x0000000000010000)

/* vntext.text.strings */
#define LINE_CAPITAL 1
#define LINE_FIGURE 2
#define LINE_DOUBT 4

/* vntext.summary.terms */
#define FACT_HALF_QUOTED 1
#define FACT_UNFINISHED 2
#define FACT_TRAILS 4
#define FACT_CHAIN 8
#define SENTENCE_ENDS { \
    33, 34, 39, 41, 46, 47, 58, 63, 8217, 8221, 8230}

/* vntext.roles.reader */
#define MARK_EVENT 1
#define MARK_SAID 2
#define MARK_TENSE 4
#define LINE_HITS 256
#define LINE_FACTS 64
#define LINE_ROLES 5
#define SEEN_WORDS_BYTES 1024

/* vntext.summary.features */
#define FEATURES_OF_SENTENCES 21

/* vntext.text.sieve */
#define DOUBT_FLAG 32
#define SPACE_FLAG 64
#define HOT_FLAG 128

/* vntext.text.accents_model */
#define BEST_READINGS 4
#define NEAR_STEPS 128
#define UNSURE_STEPS 40

/* vntext.text.accents_net */
#define NET_PLACES 11
#define NET_WIDTH 32
#define NET_UNITS 128
#define NET_OUTPUTS 48
#define NET_SHIFT_HIDDEN 10
#define NET_SHIFT_OUT 8
#define NET_SHIFT_SCORE 8

#endif
