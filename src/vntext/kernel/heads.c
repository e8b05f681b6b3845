/* Where one of several strings may begin in a text: whatever the case, at the head of a word. */
#include "kernel.h"

enum { CLASS = 0x3F, INSIDE = 0x40, UPPER = 0x80 };
#define LAST 0xFFFF /* stands for all characters beyond */

typedef struct {
    PyObject_HEAD
    Columns columns;
    const uint8_t *classes; /* of each character up to U+FFFF: CLASS, INSIDE (of words), UPPER */
    const uint8_t *triples; /* bits: of three classes in a row, whether they are a short string */
    const uint8_t *fours;   /* bits: of four, mixed to 18 bits, whether a string begins so */
} Heads;

static int bit(const uint8_t *bits, uint32_t i) { return bits[i >> 3] >> (i & 7) & 1; }

/* Places where the classes in a row are those of a string, and that are no middle of a word: a
   capital behind a small letter begins one ("theoLuật"). */
static PyObject *heads_places(PyObject *object, PyObject *text) {
    const Heads *self = (const Heads *)object;
    Py_ssize_t n = PyUnicode_GetLength(text);
    if (n < 0) return NULL;
    Py_UCS4 *wide = PyUnicode_AsUCS4Copy(text);
    if (!wide) return NULL;
    PyObject *found = PyList_New(0);
    uint32_t four = 0;  /* classes of the last four characters */
    uint64_t flags = 0; /* of them, and of the one before them: a byte for each */
    for (Py_ssize_t i = 0; found && i < n + 3; i++) {
        uint8_t own = i < n ? self->classes[wide[i] < LAST ? wide[i] : LAST] : 0;
        flags = flags << 8 | own;
        four = (four << 6 | (own & CLASS)) & 0xFFFFFF;
        if (i < 3 || (!bit(self->fours, four * UINT32_C(0x9E3779B1) >> 14) &&
                      !bit(self->triples, four >> 6)))
            continue;
        uint8_t before = (uint8_t)(flags >> 32), first = (uint8_t)(flags >> 24);
        if ((before & INSIDE) && (!(first & UPPER) || (before & UPPER))) continue;
        PyObject *place = PyLong_FromSsize_t(i - 3);
        if (!place || PyList_Append(found, place) < 0) Py_CLEAR(found);
        Py_XDECREF(place);
    }
    PyMem_Free(wide);
    return found;
}

static PyObject *heads_new(PyTypeObject *type, PyObject *args, PyObject *named) {
    PyObject *dict = reader_columns(type, args, named);
    if (!dict) return NULL;
    Heads *self = (Heads *)reader_alloc(type);
    if (!self) return NULL;
    if (columns_open(&self->columns, 3) < 0 ||
        !(self->classes = columns_take(&self->columns, dict, "classes", 0x10000, 1, NULL)) ||
        !(self->triples = columns_take(&self->columns, dict, "triples", 1 << 15, 1, NULL)) ||
        !(self->fours = columns_take(&self->columns, dict, "fours", 1 << 15, 1, NULL))) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static PyMethodDef heads_methods[] = {
    {"places", heads_places, METH_O, "Offsets where one of the strings may begin."},
    {NULL, NULL, 0, NULL},
};

READER(heads, Heads, "Heads", "Beginnings of strings, ready to look for them in texts.")
