/* The model of accents: what its two parts, paths and the net, share. */
#ifndef VNTEXT_ACCENTS_H
#define VNTEXT_ACCENTS_H

#include "kernel.h"

#define LONGEST 97 /* tokens of a path, its START among them */
#define MANY 16    /* readings of a token */

/* The net that looks further than three syllables: text/accents_net.py. Wide columns, so that the
   compiler makes sums of products of them. */
typedef struct {
    const int8_t *rows;            /* of a spelling, NET_WIDTH */
    const int16_t *hidden;         /* of a unit, the weights of all places side by side */
    const int32_t *case_, *bias;   /* of place (before, own, after) and case, the units */
    const int16_t *out;            /* of an output, the weights of the units */
    const int32_t *out_bias;
    const int16_t *readings;       /* of a reading, the weights of the outputs */
    const int32_t *own;            /* of a reading, what it gets anyhow */
    Py_ssize_t spellings;
} Net;

/* What was given for each token, and what is found. */
typedef struct {
    const int32_t *first, *many, *row;
    const int8_t *cased;
    const int16_t *bare;
    int32_t *best;
    int32_t *scores; /* of every reading of every token; NULL when nobody asks */
} Given;

typedef int32_t Square[BEST_READINGS][BEST_READINGS];

/* One path; what the second pass needs of each token. */
typedef struct {
    int32_t alone[LONGEST][MANY], local[LONGEST][MANY];
    int32_t ids[LONGEST][BEST_READINGS], own[LONGEST][BEST_READINGS];
    int kept[LONGEST];
    Square pair[LONGEST], pair_bow[LONGEST]; /* of readings b, c of tokens t - 1, t */
    Square move[LONGEST][BEST_READINGS];     /* what reading a of token t - 2 adds */
    Square value[LONGEST];                   /* best path to b, c */
    int8_t came[LONGEST][BEST_READINGS][BEST_READINGS];
    int32_t through[LONGEST][BEST_READINGS]; /* best path through a reading */
} Path;

/* The best path to every pair of readings. */
void find_path(int n, Path *p);
/* The best path through every reading, from the end back. */
void find_through(int n, Path *p);
/* Scores of every reading; returns where those of the next path go. */
int32_t *put_scores(const Given *g, Py_ssize_t from, int n, const Path *p, int32_t *scores);
void trace_path(int n, const Path *p, int32_t *best);

int net_open(Net *net, Columns *columns, PyObject *dict, Py_ssize_t words, Py_ssize_t spellings);
/* What the net adds to readings of token `t` of the path that begins at `from`, in steps. */
void net_scores(const Net *net, const Given *g, Py_ssize_t from, int n, int t, const int32_t *ids,
                int kept, int32_t *added);

#endif
