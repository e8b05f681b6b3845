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

enum { FIELDS = 24 };

/* The fields of a type, looked up once for all its objects. */
typedef struct {
    PyObject *name[FIELDS], *column[FIELDS]; /* borrowed */
    PyObject *slot[FIELDS];                  /* the descriptor of a slot; NULL for other fields */
    descrsetfunc put[FIELDS];
    Py_ssize_t n;
} Fields;

static int fields_open(Fields *f, PyObject *kind, PyObject *names, PyObject *columns) {
    memset(f, 0, sizeof *f);
    Py_ssize_t n = PyTuple_Size(names);
    if (n > FIELDS) {
        PyErr_SetString(PyExc_ValueError, "a type has too many fields");
        return -1;
    }
    for (; f->n < n; f->n++) {
        Py_ssize_t k = f->n;
        f->name[k] = PyTuple_GetItem(names, k);
        f->column[k] = PyTuple_GetItem(columns, k);
        f->slot[k] = PyObject_GetAttr(kind, f->name[k]);
        if (f->slot[k]) f->put[k] = (descrsetfunc)PyType_GetSlot(Py_TYPE(f->slot[k]), Py_tp_descr_set);
        else PyErr_Clear(); /* setting it says what is wrong */
    }
    return 0;
}

static void fields_close(Fields *f) {
    for (Py_ssize_t k = 0; k < f->n; k++) Py_XDECREF(f->slot[k]);
}

/* An object of a type as `object.__new__` makes it, its slots filled past what forbids that. */
static PyObject *filled(PyTypeObject *kind, allocfunc alloc, const Fields *f, Py_ssize_t i) {
    PyObject *object = alloc(kind, 0);
    for (Py_ssize_t k = 0; object && k < f->n; k++) {
        /* a column may be a list that somebody shortens meanwhile: then there is no such row */
        PyObject *value = row_of(f->column[k], i);
        if (!value || (f->put[k] ? f->put[k](f->slot[k], object, value)
                                 : PyObject_GenericSetAttr(object, f->name[k], value)) < 0)
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
    Fields fields;
    if (fields_open(&fields, kind, names, columns) < 0) return NULL;
    PyObject *found = PyList_New(size);
    for (Py_ssize_t i = 0; found && i < size; i++) {
        PyObject *object = filled(type, alloc, &fields, i);
        if (object) PyList_SetItem(found, i, object); /* takes the reference */
        else Py_CLEAR(found);
    }
    fields_close(&fields);
    return found;
}

/* What putting objects into a document goes by. */
typedef struct {
    PyObject *plan, *slot, *doc; /* fields that lead on by type; the slot of the document */
    PyObject *seen, *free;       /* what was looked into; what belongs to no document yet */
} Putting;

/* Looks through a value. 1: all in it is free or of the document; 0: not so; -1: exception. */
static int look_through(Putting *p, PyObject *value);

static int look_at_fields(Putting *p, PyObject *value, PyObject *names) {
    int fine = 1;
    for (Py_ssize_t k = 0, n = PyTuple_Size(names); fine == 1 && k < n; k++) {
        PyObject *held = PyObject_GetAttr(value, PyTuple_GetItem(names, k));
        fine = held ? look_through(p, held) : -1;
        Py_XDECREF(held);
    }
    return fine;
}

/* Whether an object has a place in a document and that is free (1), this one (2), another (0). */
static int place_of(Putting *p, PyObject *value) {
    PyObject *owner = PyObject_GetAttr(value, p->slot);
    if (owner) {
        int own = owner == p->doc ? 2 : owner == Py_None;
        Py_DECREF(owner);
        return own;
    }
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
    PyErr_Clear();
    return 1;
}

/* Whether an object of no document was looked into before; it is marked as such. */
static int was_seen(Putting *p, PyObject *value) {
    PyObject *key = PyLong_FromVoidPtr(value);
    int found = key ? PySet_Contains(p->seen, key) : -1;
    if (!found) found = PySet_Add(p->seen, key);
    else found = found > 0 ? 1 : -1;
    Py_XDECREF(key);
    return found;
}

static int look_through(Putting *p, PyObject *value) {
    if (value == Py_None) return 1;
    if (Py_EnterRecursiveCall(" while objects are put into a document")) return -1;
    int fine = 1;
    if (PyTuple_Check(value)) {
        for (Py_ssize_t i = 0, n = PyTuple_Size(value); fine == 1 && i < n; i++)
            fine = look_through(p, PyTuple_GetItem(value, i));
    } else {
        PyObject *row = PyObject_GetItem(p->plan, (PyObject *)Py_TYPE(value));
        if (!row || !PyTuple_Check(row) || PyTuple_Size(row) != 2 ||
            !PyTuple_Check(PyTuple_GetItem(row, 1))) {
            if (row) PyErr_SetString(PyExc_TypeError, "a row of the plan is a flag and names");
            fine = -1;
        } else {
            PyObject *names = PyTuple_GetItem(row, 1);
            int state = 1;
            if (PyTuple_GetItem(row, 0) == Py_True) {
                state = place_of(p, value);
                if (state == 1 && PyList_Append(p->free, value) < 0) state = -1;
            } else if (PyTuple_Size(names)) {
                state = was_seen(p, value);
                state = state < 0 ? -1 : state + 1;
            }
            /* what is in an object of the document was taken with it */
            fine = state == 1 ? look_at_fields(p, value, names) : state == 2 ? 1 : state;
        }
        Py_XDECREF(row);
    }
    Py_LeaveRecursiveCall();
    return fine;
}

PyObject *put_objects(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *value;
    Putting p;
    if (!PyArg_ParseTuple(args, "OO!UO", &value, &PyDict_Type, &p.plan, &p.slot, &p.doc))
        return NULL;
    p.seen = PySet_New(NULL);
    p.free = PyList_New(0);
    int fine = p.seen && p.free ? look_through(&p, value) : -1;
    for (Py_ssize_t i = 0, n = fine == 1 ? PyList_Size(p.free) : 0; fine == 1 && i < n; i++)
        if (PyObject_GenericSetAttr(PyList_GetItem(p.free, i), p.slot, p.doc) < 0) fine = -1;
    Py_XDECREF(p.seen);
    Py_XDECREF(p.free);
    return fine < 0 ? NULL : PyBool_FromLong(fine);
}
