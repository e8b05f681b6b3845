/* Many objects with slots at once: `made` of vntext/navigation.py. */
#include "kernel.h"

/* A row of a column: an item of a tuple, or the one value that stands in every row. */
static PyObject *row_of(PyObject *column, Py_ssize_t i) {
    return PyList_Check(column) ? PyList_GetItem(column, i) : PyTuple_GetItem(column, i);
}

static Py_ssize_t rows_of(PyObject *column) {
    return PyList_Check(column) ? PyList_Size(column) : PyTuple_Size(column);
}

static int check_columns(PyObject *names, PyObject *columns, Py_ssize_t size) {
    Py_ssize_t n = PyTuple_Size(names);
    if (n != PyTuple_Size(columns)) {
        PyErr_SetString(PyExc_ValueError, "there must be a column for each name");
        return -1;
    }
    for (Py_ssize_t k = 0; k < n; k++) {
        PyObject *column = PyTuple_GetItem(columns, k);
        if (!PyList_Check(column) && !PyTuple_Check(column)) {
            PyErr_SetString(PyExc_TypeError, "columns are lists or tuples");
            return -1;
        }
        if (rows_of(column) != size) {
            PyErr_SetString(PyExc_ValueError, "columns must have one length");
            return -1;
        }
    }
    return 0;
}

/* An object of a type as `object.__new__` makes it, its slots filled past what forbids that. */
static PyObject *filled(PyTypeObject *kind, allocfunc alloc, PyObject *names, PyObject *columns,
                        Py_ssize_t i) {
    PyObject *object = alloc(kind, 0);
    Py_ssize_t n = PyTuple_Size(names);
    for (Py_ssize_t k = 0; object && k < n; k++) {
        /* a column may be a list that somebody shortens meanwhile: then there is no such row */
        PyObject *value = row_of(PyTuple_GetItem(columns, k), i);
        if (!value || PyObject_GenericSetAttr(object, PyTuple_GetItem(names, k), value) < 0)
            Py_CLEAR(object);
    }
    return object;
}

PyObject *made_objects(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *kind, *names, *columns;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, "O!nO!O!", &PyType_Type, &kind, &size, &PyTuple_Type, &names,
                          &PyTuple_Type, &columns))
        return NULL;
    PyTypeObject *type = (PyTypeObject *)kind;
    if (!(PyType_GetFlags(type) & Py_TPFLAGS_HEAPTYPE) ||
        PyType_GetSlot(type, Py_tp_new) != PyType_GetSlot(&PyBaseObject_Type, Py_tp_new)) {
        PyErr_SetString(PyExc_TypeError, "the type must be a class that object.__new__ makes");
        return NULL;
    }
    if (check_columns(names, columns, size) < 0) return NULL;
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    PyObject *found = PyList_New(size);
    for (Py_ssize_t i = 0; found && i < size; i++) {
        PyObject *object = filled(type, alloc, names, columns, i);
        if (object) PyList_SetItem(found, i, object); /* takes the reference */
        else Py_CLEAR(found);
    }
    return found;
}
