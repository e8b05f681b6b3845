/* Lines of a text, and places of some of its characters: vntext/split/scan.py. */
#include "kernel.h"

/* White space as `str.isspace` knows it; all of it is below U+3001. */
static int is_space(Py_UCS4 c) {
    if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static int is_break(Py_UCS4 c) {
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

PyObject *text_lines(PyObject *module, PyObject *text) {
    (void)module;
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t i = 0; found && i < n;) {
        if (is_space(wide[i])) {
            i++;
            continue;
        }
        Py_ssize_t start = i, end = i;
        for (; i < n && !is_break(wide[i]); i++)
            if (!is_space(wide[i])) end = i + 1;
        PyObject *row = Py_BuildValue("(nn)", start, end);
        if (!row || PyList_Append(found, row) < 0) Py_CLEAR(found);
        Py_XDECREF(row);
    }
    PyMem_Free(wide);
    return found;
}

PyObject *places_of(PyObject *module, PyObject *args) {
    (void)module;
    enum { LOW = 256 };
    PyObject *text, *among;
    if (!PyArg_ParseTuple(args, "UU", &text, &among)) return NULL;
    Py_ssize_t n = PyUnicode_GetLength(text), many = PyUnicode_GetLength(among);
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    Py_UCS4 *wanted = wide ? PyUnicode_AsUCS4Copy(among) : NULL;
    PyObject *found = wanted ? PyList_New(0) : NULL;
    uint8_t low[LOW] = {0}; /* of the last byte of a character, whether it may be one of them */
    for (Py_ssize_t k = 0; wanted && k < many; k++) low[wanted[k] % LOW] = 1;
    for (Py_ssize_t i = 0; found && i < n; i++) {
        if (!low[wide[i] % LOW]) continue;
        Py_ssize_t k = 0;
        while (k < many && wanted[k] != wide[i]) k++;
        if (k == many) continue;
        PyObject *place = PyLong_FromSsize_t(i);
        if (!place || PyList_Append(found, place) < 0) Py_CLEAR(found);
        Py_XDECREF(place);
    }
    PyMem_Free(wanted);
    PyMem_Free(wide);
    return found;
}
