/* Words as strings: the last step of words/segmenter.py. */
#include "kernel.h"

/* Strings made before: the same words come again and again, and one object serves for all. */
typedef struct {
    PyObject *string; /* borrowed from the list that it is in */
    int32_t start, length;
} Recent;

static uint64_t word_hash(const Py_UCS4 *word, int32_t length) {
    uint64_t h = (uint64_t)length * PLACE_0;
    h ^= (word[0] | (uint64_t)word[length / 2] << 32) * PLACE_1;
    h ^= (word[length - 1] | (uint64_t)word[length / 4] << 32) * PLACE_2;
    return hash_mixed(h);
}

/* A new reference to the string of a word. */
static PyObject *word_string(PyObject *text, const Py_UCS4 *wide, int32_t start, int32_t end,
                             Recent *recent, uint64_t mask) {
    int32_t length = end - start;
    if (!length) return PyUnicode_FromString("");
    const Py_UCS4 *word = wide + start;
    Recent *r = recent + (word_hash(word, length) & mask);
    if (r->length == length && !memcmp(wide + r->start, word, 4 * (size_t)length)) {
        Py_INCREF(r->string);
    } else {
        r->string = PyUnicode_Substring(text, start, end);
        r->start = start;
        r->length = r->string ? length : 0;
    }
    return r->string;
}

static PyObject *texts_sliced(PyObject *text, PyObject *lengths, const SpanColumns *words,
                              const Py_UCS4 *wide) {
    Py_ssize_t texts = PyList_Size(lengths), at = 0, bound = 0, room = 16;
    while (room < words->n / 2 && room < 4096) room *= 2;
    PyObject *found = PyList_New(texts);
    Recent *recent = calloc((size_t)room, sizeof(Recent));
    if (!recent) {
        Py_CLEAR(found);
        PyErr_NoMemory();
    }
    for (Py_ssize_t k = 0; found && k < texts; k++) {
        Py_ssize_t length = PyLong_AsSsize_t(PyList_GetItem(lengths, k)), end = at;
        bound += length + 1;
        while (end < words->n && words->from[end] < bound) end++;
        PyObject *own = length == -1 && PyErr_Occurred() ? NULL : PyList_New(end - at);
        if (own) PyList_SetItem(found, k, own); /* takes the reference */
        for (Py_ssize_t i = at; own && i < end; i++) {
            PyObject *word = word_string(text, wide, words->from[i], words->to[i], recent,
                                         (uint64_t)room - 1);
            if (!word) own = NULL;
            else PyList_SetItem(own, i - at, word);
        }
        if (!own) Py_CLEAR(found);
        at = end;
    }
    free(recent);
    return found;
}

PyObject *sliced(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *text, *lengths, *starts, *ends;
    if (!PyArg_ParseTuple(args, "UO!OO", &text, &PyList_Type, &lengths, &starts, &ends)) return NULL;
    SpanColumns words;
    if (spans_open(&words, starts, ends) < 0) return NULL;
    PyObject *found = NULL;
    Py_UCS4 *wide = NULL;
    if (spans_check(&words, PyUnicode_GetLength(text)) == 0 && (wide = PyUnicode_AsUCS4Copy(text)))
        found = texts_sliced(text, lengths, &words, wide);
    PyMem_Free(wide);
    spans_close(&words);
    return found;
}
