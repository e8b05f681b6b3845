/* The net that weighs readings by the syllables around them: text/accents_net.py.

   Whole numbers throughout: what does not depend on the order of sums is the same everywhere. */
#include "accents.h"

#define INPUTS (NET_PLACES * NET_WIDTH)
#define MIDDLE (NET_PLACES / 2)

static int32_t product(const int16_t *a, const int16_t *b, int n) {
    int32_t sum = 0;
    for (int i = 0; i < n; i++) sum += (int32_t)a[i] * b[i];
    return sum;
}

static int16_t rectified(int32_t x, int shift) {
    x >>= shift;
    return (int16_t)(x < 0 ? 0 : x > 127 ? 127 : x);
}

void net_scores(const Net *net, const Given *g, Py_ssize_t from, int n, int t, const int32_t *ids,
                int kept, int32_t *added) {
    int16_t x[INPUTS], h[NET_UNITS], z[NET_OUTPUTS];
    for (int k = 0, at = t - MIDDLE; k < NET_PLACES; k++, at++) {
        int32_t row = at >= 0 && at < n ? g->row[from + at] : 0;
        const int8_t *from_row = net->rows + (Py_ssize_t)row * NET_WIDTH;
        for (int i = 0; i < NET_WIDTH; i++) x[k * NET_WIDTH + i] = from_row[i];
    }
    const int32_t *of_case[3];
    for (int k = 0; k < 3; k++) {
        int at = t - 1 + k, cased = at < n ? g->cased[from + at] : -1;
        of_case[k] = net->case_ + (3 * k + (cased < 0 ? 0 : cased ? 2 : 1)) * NET_UNITS;
    }
    for (int j = 0; j < NET_UNITS; j++) {
        int32_t sum = product(net->hidden + j * INPUTS, x, INPUTS) + net->bias[j];
        h[j] = rectified(sum + of_case[0][j] + of_case[1][j] + of_case[2][j], NET_SHIFT_HIDDEN);
    }
    for (int j = 0; j < NET_OUTPUTS; j++)
        z[j] = rectified(product(net->out + j * NET_UNITS, h, NET_UNITS) + net->out_bias[j],
                         NET_SHIFT_OUT);
    for (int c = 0; c < kept; c++) {
        const int16_t *of = net->readings + (Py_ssize_t)ids[c] * NET_OUTPUTS;
        int32_t sum = product(of, z, NET_OUTPUTS) + net->own[ids[c]];
        added[c] = sum >> NET_SHIFT_SCORE;
    }
}

int net_open(Net *net, Columns *c, PyObject *dict, Py_ssize_t words, Py_ssize_t spellings) {
    net->spellings = spellings;
#define TAKE(field, name, rows, width) \
    if (!(net->field = columns_take(c, dict, name, rows, width, NULL))) return -1
    TAKE(rows, "net.rows", net->spellings * NET_WIDTH, 1);
    TAKE(hidden, "net.hidden", NET_UNITS * INPUTS, 2);
    TAKE(case_, "net.case", 9 * NET_UNITS, 4);
    TAKE(bias, "net.bias", NET_UNITS, 4);
    TAKE(out, "net.out", NET_OUTPUTS * NET_UNITS, 2);
    TAKE(out_bias, "net.out_bias", NET_OUTPUTS, 4);
    TAKE(readings, "net.readings", words * NET_OUTPUTS, 2);
    TAKE(own, "net.own", words, 4);
#undef TAKE
    return 0;
}
