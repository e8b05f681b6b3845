/* Linear-chain CRF over hashed features: training by AdaGrad with L1, decoding, marginals.
 *
 * A token has T feature ids (-1: none) and a set of allowed labels as bits, so that spans on which
 * careful readers differ can stay open. Built and called by entities_crf.py.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MAXL 32

static void scores_of(const float *W, const int32_t *ids, int T, int L, double *s)
{
    for (int y = 0; y < L; y++) s[y] = 0;
    for (int k = 0; k < T; k++) {
        if (ids[k] < 0) continue;
        const float *w = W + (size_t)ids[k] * L;
        for (int y = 0; y < L; y++) s[y] += w[y];
    }
}

/* Forward-backward in probability space with scaling; E: L*L exp transitions (0 = forbidden).
   Fills unary marginals p (n*L) and adds pairwise ones to pair (L*L); returns log Z. */
static double fb(int n, int L, const double *ex, const double *E, const double *init,
                 const uint32_t *allow, double *a, double *b, double *c, double *p, double *pair)
{
    double logz = 0;
    for (int t = 0; t < n; t++) {
        double z = 0;
        for (int y = 0; y < L; y++) {
            double v = 0;
            if (!allow || (allow[t] >> y & 1)) {
                if (t == 0) v = init[y];
                else for (int x = 0; x < L; x++) v += a[(t - 1) * L + x] * E[x * L + y];
                v *= ex[t * L + y];
            }
            a[t * L + y] = v; z += v;
        }
        if (z <= 0) return -1e300;
        for (int y = 0; y < L; y++) a[t * L + y] /= z;
        c[t] = z; logz += log(z);
    }
    for (int y = 0; y < L; y++) b[(n - 1) * L + y] = 1;
    for (int t = n - 2; t >= 0; t--) {
        double q[MAXL];
        for (int y = 0; y < L; y++)
            q[y] = (!allow || (allow[t + 1] >> y & 1)) ? ex[(t + 1) * L + y] * b[(t + 1) * L + y] / c[t + 1] : 0;
        for (int x = 0; x < L; x++) {
            double v = 0;
            for (int y = 0; y < L; y++) v += E[x * L + y] * q[y];
            b[t * L + x] = v;
        }
        if (pair) for (int x = 0; x < L; x++) {
            double ax = a[t * L + x];
            if (ax == 0) continue;
            for (int y = 0; y < L; y++) pair[x * L + y] += ax * E[x * L + y] * q[y];
        }
    }
    for (int i = 0; i < n * L; i++) p[i] = a[i] * b[i];
    return logz;
}

static uint64_t rng_state;
static inline uint32_t rng(void)
{
    rng_state ^= rng_state << 13; rng_state ^= rng_state >> 7; rng_state ^= rng_state << 17;
    return (uint32_t)(rng_state >> 32);
}

/* ids: N*T; seq: S+1 offsets; order: S; returns the mean loss per token. */
double train_epoch(const int32_t *ids, int T, int L, const uint32_t *allow, const int64_t *seq,
                   const int32_t *order, int S, const float *weight, float *W, float *GW,
                   double *trans, double *gtrans, double *init, const uint8_t *legal,
                   const uint8_t *legal0, double eta, double l1, double drop, uint64_t seed)
{
    int cap = 16;
    double *ex = 0, *a = 0, *b = 0, *c = 0, *p = 0, *pc = 0;
    int32_t *kept = 0;
    double loss = 0, tokens = 0;
    uint32_t cut = (uint32_t)(drop * 4294967295.0);
    rng_state = seed * 2654435761u + 88172645463325252ull;
    for (int o = 0; o < S; o++) {
        int s = order[o];
        int64_t t0 = seq[s];
        int n = (int)(seq[s + 1] - t0);
        if (n <= 0) continue;
        if (!ex || n > cap) {
            while (cap < n) cap *= 2;
            ex = realloc(ex, sizeof(double) * cap * L); a = realloc(a, sizeof(double) * cap * L);
            b = realloc(b, sizeof(double) * cap * L); c = realloc(c, sizeof(double) * cap);
            p = realloc(p, sizeof(double) * cap * L); pc = realloc(pc, sizeof(double) * cap * L);
            kept = realloc(kept, sizeof(int32_t) * cap * T);
        }
        double E[MAXL * MAXL], I[MAXL], pair[MAXL * MAXL], pairc[MAXL * MAXL];
        for (int i = 0; i < L * L; i++) E[i] = legal[i] ? exp(trans[i]) : 0;
        for (int y = 0; y < L; y++) I[y] = legal0[y] ? exp(init[y]) : 0;
        float scale = drop > 0 ? (float)(1.0 / (1.0 - drop)) : 1.0f;
        for (int t = 0; t < n; t++) {
            const int32_t *x = ids + (t0 + t) * T;
            int32_t *k = kept + t * T;
            for (int j = 0; j < T; j++) k[j] = (x[j] >= 0 && (drop <= 0 || rng() >= cut)) ? x[j] : -1;
            double sc[MAXL], m = -1e300;
            scores_of(W, k, T, L, sc);
            for (int y = 0; y < L; y++) { sc[y] *= scale; if (sc[y] > m) m = sc[y]; }
            for (int y = 0; y < L; y++) ex[t * L + y] = exp(sc[y] - m) + 1e-30;
        }
        memset(pair, 0, sizeof pair); memset(pairc, 0, sizeof pairc);
        double z = fb(n, L, ex, E, I, 0, a, b, c, p, pair);
        double zc = fb(n, L, ex, E, I, allow + t0, a, b, c, pc, pairc);
        if (zc < -1e200) continue;
        float ws = weight[s];
        loss += ws * (z - zc); tokens += n * ws;
        for (int t = 0; t < n; t++) {
            float g[MAXL]; int any = 0;
            for (int y = 0; y < L; y++) {
                g[y] = (float)((p[t * L + y] - pc[t * L + y]) * ws * scale);
                if (fabsf(g[y]) > 1e-4f) any = 1; else g[y] = 0;
            }
            if (!any) continue;
            const int32_t *k = kept + t * T;
            for (int j = 0; j < T; j++) {
                if (k[j] < 0) continue;
                float *w = W + (size_t)k[j] * L, *q = GW + (size_t)k[j] * L;
                for (int y = 0; y < L; y++) {
                    if (g[y] == 0) continue;
                    q[y] += g[y] * g[y];
                    float r = (float)eta / sqrtf(q[y] + 1e-6f);
                    float v = w[y] - r * g[y], d = r * (float)l1;
                    w[y] = v > d ? v - d : v < -d ? v + d : 0;
                }
            }
        }
        for (int i = 0; i < L * L; i++) {
            double g = (pair[i] - pairc[i]) * ws;
            if (!legal[i] || fabs(g) < 1e-9) continue;
            gtrans[i] += g * g;
            trans[i] -= eta * g / sqrt(gtrans[i] + 1e-6);
        }
        for (int y = 0; y < L; y++) {
            double g = (p[y] - pc[y]) * ws;
            if (!legal0[y]) continue;
            init[y] -= 0.02 * eta * g;
        }
    }
    free(ex); free(a); free(b); free(c); free(p); free(pc); free(kept);
    return tokens > 0 ? loss / tokens : 0;
}

/* Best labels (out: N) and, if p is given, unary marginals (N*L). */
void decode(const int32_t *ids, int T, int L, const int64_t *seq, int S, const float *W,
            const double *trans, const double *init, const uint8_t *legal, const uint8_t *legal0,
            const uint32_t *allow, const double *given, int8_t *out, float *scores, float *marg)
{
    int64_t maxn = 0;
    for (int s = 0; s < S; s++) if (seq[s + 1] - seq[s] > maxn) maxn = seq[s + 1] - seq[s];
    double *sc = malloc(sizeof(double) * maxn * L), *v = malloc(sizeof(double) * maxn * L);
    int8_t *bp = malloc(maxn * L);
    double *ex = malloc(sizeof(double) * maxn * L), *a = malloc(sizeof(double) * maxn * L);
    double *b = malloc(sizeof(double) * maxn * L), *c = malloc(sizeof(double) * maxn), *p = malloc(sizeof(double) * maxn * L);
    double E[MAXL * MAXL], I[MAXL];
    for (int i = 0; i < L * L; i++) E[i] = legal[i] ? exp(trans[i]) : 0;
    for (int y = 0; y < L; y++) I[y] = legal0[y] ? exp(init[y]) : 0;
    for (int s = 0; s < S; s++) {
        int64_t t0 = seq[s];
        int n = (int)(seq[s + 1] - t0);
        if (n <= 0) continue;
        for (int t = 0; t < n; t++) {
            if (given) for (int y = 0; y < L; y++) sc[t * L + y] = given[(t0 + t) * L + y];
            else scores_of(W, ids + (t0 + t) * T, T, L, sc + t * L);
            if (scores) for (int y = 0; y < L; y++) scores[(t0 + t) * L + y] = (float)sc[t * L + y];
            if (allow) for (int y = 0; y < L; y++) if (!(allow[t0 + t] >> y & 1)) sc[t * L + y] -= 1e6;
        }
        for (int y = 0; y < L; y++) v[y] = legal0[y] ? sc[y] + init[y] : -1e30;
        for (int t = 1; t < n; t++) for (int y = 0; y < L; y++) {
            double best = -1e300; int k = 0;
            for (int x = 0; x < L; x++) {
                if (!legal[x * L + y]) continue;
                double q = v[(t - 1) * L + x] + trans[x * L + y];
                if (q > best) { best = q; k = x; }
            }
            v[t * L + y] = best + sc[t * L + y]; bp[t * L + y] = (int8_t)k;
        }
        int y = 0;
        for (int x = 1; x < L; x++) if (v[(n - 1) * L + x] > v[(n - 1) * L + y]) y = x;
        for (int t = n - 1; t >= 0; t--) { out[t0 + t] = (int8_t)y; if (t) y = bp[t * L + y]; }
        if (marg) {
            for (int t = 0; t < n; t++) {
                double m = -1e300;
                for (int x = 0; x < L; x++) if (sc[t * L + x] > m) m = sc[t * L + x];
                for (int x = 0; x < L; x++) ex[t * L + x] = exp(sc[t * L + x] - m) + 1e-30;
            }
            fb(n, L, ex, E, I, 0, a, b, c, p, 0);
            for (int i = 0; i < n * L; i++) marg[t0 * L + i] = (float)p[i];
        }
    }
    free(sc); free(v); free(bp); free(ex); free(a); free(b); free(c); free(p);
}
