/* Spans as JSON: the last step of cli/results.py and _serialize.py. */
#include "kernel.h"

/* What is written, as UTF-8. */
typedef struct {
    char *bytes;
    size_t used, size;
} Written;

static int written_room(Written *out, size_t more) {
    if (out->size - out->used >= more) return 0;
    size_t size = out->size + out->size / 2 + more;
    char *bytes = realloc(out->bytes, size);
    if (!bytes) {
        PyErr_NoMemory();
        return -1;
    }
    out->bytes = bytes;
    out->size = size;
    return 0;
}

static void put_bytes(Written *out, const char *bytes, Py_ssize_t n) {
    memcpy(out->bytes + out->used, bytes, (size_t)n);
    out->used += (size_t)n;
}

static void put_number(Written *out, int32_t number) {
    char figures[12];
    int n = 0;
    do figures[n++] = (char)('0' + number % 10);
    while (number /= 10);
    while (n) out->bytes[out->used++] = figures[--n];
}

/* One character as UTF-8; half of a pair of surrogates as if it were a character. */
static void put_wide(Written *out, uint32_t c) {
    char *at = out->bytes + out->used;
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const uint8_t first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t k = n; --k; c >>= 6) at[k] = (char)(0x80 | (c & 0x3F));
    at[0] = (char)(first[n] | c);
    out->used += n;
}

/* One character of a string of JSON, as json.encoder.encode_basestring writes it: at most 6 bytes. */
static void put_character(Written *out, uint32_t c) {
    static const char shorts[] = "btn_fr", figures[] = "0123456789abcdef";
    if (c >= 0x20 && c != '"' && c != '\\') {
        put_wide(out, c);
        return;
    }
    put_bytes(out, "\\", 1);
    if (c >= 0x20) put_wide(out, c);
    else if (c >= '\b' && c <= '\r' && c != '\v') put_bytes(out, shorts + (c - '\b'), 1);
    else {
        put_bytes(out, "u00", 3);
        put_bytes(out, figures + (c >> 4), 1);
        put_bytes(out, figures + (c & 15), 1);
    }
}

enum { BEFORE, BETWEEN, BEHIND, LAST, JOINT, PARTS };

static int rows_written(Written *out, const SpanColumns *spans, const char **parts,
                        const Py_ssize_t *sizes, const Py_UCS4 *wide) {
    size_t least = 24;
    for (int k = 0; k < PARTS; k++) least += (size_t)sizes[k];
    for (Py_ssize_t i = 0; i < spans->n; i++) {
        int32_t from = spans->from[i], to = spans->to[i];
        if (written_room(out, least + (wide ? 6 * (size_t)(to - from) + 2 : 0)) < 0) return -1;
        if (i) put_bytes(out, parts[JOINT], sizes[JOINT]);
        put_bytes(out, parts[BEFORE], sizes[BEFORE]);
        put_number(out, from);
        put_bytes(out, parts[BETWEEN], sizes[BETWEEN]);
        put_number(out, to);
        put_bytes(out, parts[BEHIND], sizes[BEHIND]);
        if (wide) {
            put_bytes(out, "\"", 1);
            for (int32_t k = from; k < to; k++) put_character(out, wide[k]);
            put_bytes(out, "\"", 1);
        }
        put_bytes(out, parts[LAST], sizes[LAST]);
    }
    return 0;
}

PyObject *spans_written(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *text, *starts, *ends;
    const char *parts[PARTS];
    Py_ssize_t sizes[PARTS];
    int with_text;
    if (!PyArg_ParseTuple(args, "UOO(s#s#s#s#s#)p", &text, &starts, &ends, &parts[BEFORE],
                          &sizes[BEFORE], &parts[BETWEEN], &sizes[BETWEEN], &parts[BEHIND],
                          &sizes[BEHIND], &parts[LAST], &sizes[LAST], &parts[JOINT], &sizes[JOINT],
                          &with_text))
        return NULL;
    SpanColumns spans;
    if (spans_open(&spans, starts, ends) < 0) return NULL;
    PyObject *found = NULL;
    Py_UCS4 *wide = NULL;
    Written out = {NULL, 0, 0};
    if (spans_check(&spans, PyUnicode_GetLength(text)) == 0 &&
        (!with_text || (wide = PyUnicode_AsUCS4Copy(text))) &&
        written_room(&out, 64 * (size_t)spans.n + 64) == 0 &&
        rows_written(&out, &spans, parts, sizes, wide) == 0)
        found = PyUnicode_DecodeUTF8(out.bytes, (Py_ssize_t)out.used, "surrogatepass");
    free(out.bytes);
    PyMem_Free(wide);
    spans_close(&spans);
    return found;
}
