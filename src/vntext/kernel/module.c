/* vntext.kernel._kernel: loops of the library in C, with the results of the array code. */
#include "kernel.h"

static int add_type(PyObject *module, PyType_Spec *spec) {
    PyObject *type = PyType_FromModuleAndSpec(module, spec, NULL);
    if (!type) return -1;
    int failed = PyModule_AddType(module, (PyTypeObject *)type);
    Py_DECREF(type);
    return failed;
}

static int module_exec(PyObject *module) {
    const uint16_t one = 1;
    if (*(const uint8_t *)&one != 1) {
        PyErr_SetString(PyExc_ImportError, "the kernel reads little-endian tables only");
        return -1;
    }
    PyType_Spec *specs[] = {&accents_spec,   &borders_spec, &heads_spec,  &lines_spec, &sieve_spec,
                            &strings_spec,   &syllables_spec, &tagger_spec, &tokens_spec,
                            &words_spec};
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++)
        if (add_type(module, specs[i]) < 0) return -1;
    return 0;
}

static PyMethodDef module_methods[] = {
    {"hashed_phrases", hashed_phrases, METH_VARARGS, "Phrases as hashes of their tokens."},
    {"places_of_pairs", places_of_pairs, METH_VARARGS, "Tokens that may begin a phrase."},
    {"places_of_keys", places_of_keys, METH_VARARGS, "Tokens whose key may be in a set."},
    {"rows_covered", rows_covered, METH_VARARGS, "Which rows of a column spans hold."},
    {"rows_of_spans", rows_of_spans, METH_VARARGS, "Rows of a column that spans hold."},
    {"columns_of_spans", columns_of_spans, METH_O, "Starts and ends of rows."},
    {"names_of_spans", names_of_spans, METH_VARARGS, "Spans by the keys of their tokens."},
    {"spans_by_border", spans_by_border, METH_VARARGS, "Rows by characters at a border of each."},
    {"moved", moved, METH_VARARGS, "A stretch of offsets less a number."},
    {"made_objects", made_objects, METH_VARARGS, "Many objects with slots at once."},
    {"put_objects", put_objects, METH_VARARGS, "Puts objects into the document they are of."},
    {"text_lines", text_lines, METH_O, "Bounds of the lines that are not blank."},
    {"places_of", places_of, METH_VARARGS, "Places of some characters in a text."},
    {"places_inside", places_inside, METH_VARARGS, "Places of some characters inside spans."},
    {"sliced", sliced, METH_VARARGS, "Spans of several texts that one text holds, as strings."},
    {"spans_written", spans_written, METH_VARARGS, "Spans as rows of JSON."},
    {"sentence_features", sentence_features, METH_VARARGS, "Rows of numbers, one a sentence."},
    {"sentence_values", sentence_values, METH_VARARGS, "Sums of those numbers, weighed."},
    {"sentence_shares", sentence_shares, METH_VARARGS, "Shares of covered syllables."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, module_exec},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_kernel",
    .m_doc = "Loops of the library in C, with the results of the array code.",
    .m_size = 0,
    .m_methods = module_methods,
    .m_slots = module_slots,
};

PyMODINIT_FUNC PyInit__kernel(void) { return PyModuleDef_Init(&definition); }
