/* The best labels and the spans that they spell: `_proposals` of entities/tagger.py. */
#include "tagger.h"

/* The best path of a sequence; the way back asks again which step was best. What stands behind the
   labels in a row of WIDTH is never looked at. */
static void viterbi(const Tagger *t, const Scores *scores, Py_ssize_t n, const float *init,
                    int to_end_of_line, uint8_t *labels) {
    float alphas[LONGEST_SEQUENCE][WIDTH];
    for (int b = 0; b < WIDTH; b++) alphas[0][b] = (float)scores[0][b] + init[b];
    for (Py_ssize_t i = 1; i < n; i++) {
        float best[WIDTH];
        for (int b = 0; b < WIDTH; b++) best[b] = alphas[i - 1][0] + t->trans[0][b];
        for (int a = 1; a < t->labels; a++) {
            float before = alphas[i - 1][a];
            for (int b = 0; b < WIDTH; b++) {
                float sum = before + t->trans[a][b];
                best[b] = sum > best[b] ? sum : best[b];
            }
        }
        for (int b = 0; b < WIDTH; b++) alphas[i][b] = best[b] + (float)scores[i][b];
    }
    int next = to_end_of_line ? -1 : 0; /* the label behind: O, or the end of the line */
    for (Py_ssize_t i = n - 1; i >= 0; i--) {
        int top = 0;
        float best = alphas[i][0] + (next < 0 ? 0 : t->trans[0][next]);
        for (int a = 1; a < t->labels; a++) {
            float sum = alphas[i][a] + (next < 0 ? 0 : t->trans[a][next]);
            if (sum > best) {
                best = sum;
                top = a;
            }
        }
        labels[i] = (uint8_t)top;
        next = top;
    }
}

/* How much a token's score speaks for labels of the kind of its label. */
static uint64_t trust_in(const Tagger *t, const int16_t *scores, uint8_t label) {
    uint64_t alike = 0, total = 0;
    int16_t top = scores[0];
    for (int k = 1; k < t->labels; k++) top = scores[k] > top ? scores[k] : top;
    for (int k = 0; k < t->labels; k++) {
        Py_ssize_t below = (Py_ssize_t)top - scores[k];
        uint64_t chance = t->chances[below < t->steps ? below : t->steps - 1];
        total += chance;
        if (t->alike[label * t->labels + k]) alike += chance;
    }
    return (alike << TRUST_BITS) / total;
}

/* A span that is not closed yet. */
typedef struct {
    Py_ssize_t place; /* among the spans; -1 for none */
    Py_ssize_t tokens;
    uint64_t trust;
} Open;

static void open_span(Spans *spans, Open *open, int32_t start, uint8_t label) {
    open->place = spans->n++;
    open->tokens = 0;
    open->trust = 0;
    spans->starts[open->place] = start;
    spans->labels[open->place] = label;
}

static void close_span(Spans *spans, Open *open, int32_t end) {
    uint64_t tokens = (uint64_t)open->tokens << TRUST_BITS;
    uint64_t thousandths = (2 * 1000 * open->trust + tokens) / (2 * tokens);
    spans->ends[open->place] = end;
    spans->scores[open->place] = (float)thousandths / 1000.0f;
    open->place = -1;
}

typedef struct {
    Scores scores[LONGEST_SEQUENCE];
    uint8_t labels[LONGEST_SEQUENCE];
} Sequence;

/* Adds the tokens of a stretch to the spans. Labels never go on from one stretch to the next
   unless both are parts of a long one. */
static void read_spans(const Tagger *t, const TokenColumns *c, const Sequence *s, Py_ssize_t from,
                       Py_ssize_t to, Open open[2], Spans *spans) {
    for (Py_ssize_t i = from; i < to; i++) {
        uint8_t label = s->labels[i - from];
        for (int inner = 0; inner < 2; inner++)
            if (open[inner].place >= 0 && !(t->goes_on[label] & (1 << inner)))
                close_span(spans, open + inner, c->ends[i - 1]);
        uint8_t opens = t->opens[label], opens_inner = t->opens_inner[label];
        if (opens) open_span(spans, open, c->starts[i], opens - 1);
        if (opens_inner) open_span(spans, open + 1, c->starts[i], opens_inner - 1);
        if (open[0].place < 0 && open[1].place < 0) continue;
        uint64_t trust = trust_in(t, s->scores[i - from], label);
        for (int inner = 0; inner < 2; inner++) {
            open[inner].trust += trust;
            open[inner].tokens++;
        }
    }
}

static void close_all(const TokenColumns *c, Py_ssize_t end, Open open[2], Spans *spans) {
    for (int inner = 0; inner < 2; inner++)
        if (open[inner].place >= 0) close_span(spans, open + inner, c->ends[end - 1]);
}

void find_spans(const Tagger *t, const TokenColumns *c, const Fact *facts, Spans *spans) {
    Sequence sequence;
    Open open[2] = {{-1, 0, 0}, {-1, 0, 0}};
    for (Py_ssize_t from = 0, to; from < c->n; from = to) {
        for (to = from + 1; to < c->n && c->lines[to] == c->lines[from]; to++) continue;
        for (Py_ssize_t i = from, end; i < to; i = end) {
            end = i + 1;
            if (facts[i].sure) {
                close_all(c, i, open, spans);
                continue;
            }
            while (end < to && end - i < LONGEST_SEQUENCE && !facts[end].sure) end++;
            /* between two sure tokens a sequence comes from O, the first label, and goes back */
            const float *init = i == from ? t->first : t->trans[0];
            score_tokens(t, facts, i, end, from, to, sequence.scores);
            viterbi(t, sequence.scores, end - i, init, end == to, sequence.labels);
            read_spans(t, c, &sequence, i, end, open, spans);
        }
        close_all(c, to, open, spans);
    }
}
