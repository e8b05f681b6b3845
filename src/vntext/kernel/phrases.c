/* Phrases as hashes of their tokens: vntext/names/gazetteers.py. */
#include "kernel.h"

/* Hashes of the phrases of so many tokens, behind those of fewer. */
static int64_t hash_phrases(const uint64_t *keys, const int32_t *lines, Py_ssize_t n,
                            const uint16_t *bits, Py_ssize_t size, uint64_t *hashes,
                            uint16_t *kinds) {
    int64_t found = 0;
    for (Py_ssize_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && lines[end] == lines[i];) end++;
        if (end - i != size) continue;
        uint64_t hash = keys[i];
        for (Py_ssize_t k = i + 1; k < end; k++) hash = mix(hash, keys[k]);
        hashes[found] = hash;
        kinds[found++] = bits[lines[i]];
    }
    return found;
}

/* Keys of the first tokens of phrases of more than one. */
static Py_ssize_t first_keys(const uint64_t *keys, const int32_t *lines, Py_ssize_t n,
                             uint64_t *first) {
    Py_ssize_t found = 0;
    for (Py_ssize_t i = 0; i + 1 < n; i++)
        if ((!i || lines[i - 1] != lines[i]) && lines[i + 1] == lines[i]) first[found++] = keys[i];
    return found;
}

#define LONGEST 16

static PyObject *hashed(const Py_buffer *keys, const Py_buffer *lines, const Py_buffer *bits,
                        Py_ssize_t most) {
    Py_ssize_t n = keys->len / 8, rows = bits->len / 2, total = 0;
    const int32_t *line = lines->buf;
    int fits = keys->itemsize == 8 && lines->itemsize == 4 && bits->itemsize == 2 &&
               lines->len / 4 == n && most > 0 && most <= LONGEST;
    for (Py_ssize_t i = 0; fits && i < n; i++)
        fits = line[i] >= (i ? line[i - 1] : 0) && line[i] < rows;
    if (!fits) {
        PyErr_SetString(PyExc_ValueError, "the columns do not belong together");
        return NULL;
    }
    int64_t sizes[LONGEST];
    uint64_t *hashes = malloc(((size_t)n + 1) * 18), *first = hashes + n;
    if (!hashes) return PyErr_NoMemory();
    uint16_t *kinds = (uint16_t *)(first + n);
    for (Py_ssize_t k = 0; k < most; k++) {
        sizes[k] = hash_phrases(keys->buf, line, n, bits->buf, k + 1, hashes + total, kinds + total);
        total += sizes[k];
    }
    Py_ssize_t begins = first_keys(keys->buf, line, n, first);
    PyObject *found = Py_BuildValue("(y#y#y#y#)", (char *)sizes, 8 * most, (char *)hashes, 8 * total,
                                    (char *)kinds, 2 * total, (char *)first, 8 * begins);
    free(hashes);
    return found;
}

PyObject *hashed_phrases(PyObject *module, PyObject *args) {
    (void)module;
    Py_buffer keys, lines, bits;
    Py_ssize_t most;
    if (!PyArg_ParseTuple(args, "y*y*y*n", &keys, &lines, &bits, &most)) return NULL;
    PyObject *found = hashed(&keys, &lines, &bits, most);
    PyBuffer_Release(&bits);
    PyBuffer_Release(&lines);
    PyBuffer_Release(&keys);
    return found;
}
