/* Paths through the readings that were kept: text/accents_lattice.py. */
#include "accents.h"

/* The best path to every pair of readings. */
void find_path(int n, Path *p) {
    for (int t = 1; t < n; t++) {
        for (int b = 0; b < p->kept[t - 1]; b++) {
            for (int c = 0; c < p->kept[t]; c++) {
                int32_t over = t < 2 ? 0 : INT32_MIN;
                for (int a = 0; t >= 2 && a < p->kept[t - 2]; a++) {
                    int32_t sum = p->value[t - 1][a][b] + p->move[t][a][b][c];
                    if (sum > over) {
                        over = sum;
                        p->came[t][b][c] = (int8_t)a;
                    }
                }
                p->value[t][b][c] = p->pair[t][b][c] + over;
            }
        }
    }
}

/* The best path through every reading, from the end back. */
void find_through(int n, Path *p) {
    Square after = {{0}}, next;
    memset(p->through[0], 0, sizeof p->through[0]);
    for (int t = n - 1; t >= 1; t--) {
        for (int c = 0; c < p->kept[t]; c++) p->through[t][c] = INT32_MIN;
        for (int b = 0; b < p->kept[t - 1]; b++) {
            for (int c = 0; c < p->kept[t]; c++) {
                int32_t whole = p->value[t][b][c] + after[b][c];
                if (whole > p->through[t][c]) p->through[t][c] = whole;
            }
        }
        if (t < 2) break;
        for (int a = 0; a < p->kept[t - 2]; a++) {
            for (int b = 0; b < p->kept[t - 1]; b++) {
                next[a][b] = INT32_MIN;
                for (int c = 0; c < p->kept[t]; c++) {
                    int32_t sum = p->pair[t][b][c] + p->move[t][a][b][c] + after[b][c];
                    if (sum > next[a][b]) next[a][b] = sum;
                }
            }
        }
        memcpy(after, next, sizeof after);
    }
}

/* Scores of every reading: by the best path through it where it was kept. */
int32_t *put_scores(const Given *g, Py_ssize_t from, int n, const Path *p, int32_t *scores) {
    for (int t = 0; t < n; t++) {
        const int32_t *local = p->local[t];
        int32_t most = p->through[t][0], least = most;
        for (int c = 1; c < p->kept[t]; c++) {
            int32_t x = p->through[t][c];
            if (x > most) most = x;
            if (x < least) least = x;
        }
        int32_t top = local[p->ids[t][0] - g->first[from + t]];
        for (int r = 0; r < g->many[from + t]; r++) {
            int32_t x = most + local[r] - top;
            scores[r] = x < least ? x : least;
        }
        for (int c = 0; c < p->kept[t]; c++)
            scores[p->ids[t][c] - g->first[from + t]] = p->through[t][c];
        scores += g->many[from + t];
    }
    return scores;
}

/* The readings of the best path. */
void trace_path(int n, const Path *p, int32_t *best) {
    int b = 0, c = 0;
    if (n > 1) {
        int32_t top = INT32_MIN;
        for (int i = 0; i < p->kept[n - 2]; i++) {
            for (int j = 0; j < p->kept[n - 1]; j++) {
                if (p->value[n - 1][i][j] > top) {
                    top = p->value[n - 1][i][j];
                    b = i;
                    c = j;
                }
            }
        }
    }
    for (int t = n - 1; t >= 0; t--) {
        best[t] = p->ids[t][c];
        int a = t >= 2 ? p->came[t][b][c] : 0;
        c = b;
        b = a;
    }
}
