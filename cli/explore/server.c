/* server.c - HTTP on 127.0.0.1: who may ask, what is answered, and nothing else.
 *
 * Any page that a person has open elsewhere can make the browser ask this server (its own names may point to 127.0.0.1). So a request
 * must name this server as its host, and come from its own page or from no page. All answers forbid the browser to guess their type,
 * to run anything that did not come from here, to be put in a frame, or to tell others where the person has been.
 */
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "download.h"
#include "explorer.h"
#include "filter.h"
#include "page.h"

struct server {
    explorer *explorer;
    struct MHD_Daemon *daemon;
    atomic_uint port;
    page page;
};

/* ---- answers ---- */

static const struct {
    const char *name, *value;
} headers[] = {
    {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
                                "form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
};

static enum MHD_Result send_off(struct MHD_Connection *c, unsigned status, struct MHD_Response *response, const char *type, bool forever) {
    if (response == NULL) return MHD_NO;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) MHD_add_response_header(response, headers[i].name, headers[i].value);
    MHD_add_response_header(response, "Content-Type", type);
    MHD_add_response_header(response, "Cache-Control", forever ? "public, max-age=31536000, immutable" : "no-store");
    if (status == 405) MHD_add_response_header(response, "Allow", "GET, HEAD");
    enum MHD_Result queued = MHD_queue_response(c, status, response);
    MHD_destroy_response(response);
    return queued;
}

static const char json_type[] = "application/json; charset=utf-8";

static enum MHD_Result send_json(struct MHD_Connection *c, unsigned status, reply *j) {
    struct MHD_Response *response = MHD_create_response_from_buffer(j->count, j->at, MHD_RESPMEM_MUST_FREE);
    if (response == NULL) free(j->at);
    return send_off(c, status, response, json_type, false);
}

static enum MHD_Result send_error(struct MHD_Connection *c, unsigned status, const char *wrong) {
    reply j = {0};
    reply_open(&j, '{');
    reply_key(&j, "error");
    reply_text(&j, wrong);
    reply_close(&j, '}');
    if (!j.failed) return send_json(c, status, &j);
    free(j.at);
    return MHD_NO;
}

static const char nothing_here[] = "there is nothing here; the page is at /";

static enum MHD_Result send_file(struct MHD_Connection *c, const page_file *f) {
    struct MHD_Response *response = MHD_create_response_from_buffer(f->byte_count, (void *)f->bytes, MHD_RESPMEM_PERSISTENT);
    return send_off(c, 200, response, f->type, f->forever);
}

/* ---- who may ask ---- */

/* "127.0.0.1:PORT" or "localhost:PORT", as a browser says them that was sent to this server by its own name. Port 80 goes without saying. */
static bool names_us(const server *s, const char *host) {
    char port[16] = "", numbers[32], word[32];
    unsigned own = atomic_load(&s->port);
    if (own != 80) snprintf(port, sizeof port, ":%u", own);
    snprintf(numbers, sizeof numbers, "127.0.0.1%s", port);
    snprintf(word, sizeof word, "localhost%s", port);
    return host != NULL && (strcmp(host, numbers) == 0 || strcasecmp(host, word) == 0);
}

static const char *header(struct MHD_Connection *c, const char *name) {
    return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static enum MHD_Result count_hosts(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    (void)kind;
    (void)value;
    *(int *)context += strcasecmp(name, "Host") == 0;
    return MHD_YES;
}

/* NULL, or why not. A link from elsewhere may lead to the page itself, never to what it reads. */
static const char *forbidden(const server *s, struct MHD_Connection *c, const char *path) {
    const char *origin = header(c, "Origin"), *site = header(c, "Sec-Fetch-Site");
    int hosts = 0;
    MHD_get_connection_values(c, MHD_HEADER_KIND, count_hosts, &hosts);
    if (hosts != 1 || !names_us(s, header(c, "Host"))) return "this server answers to its own address alone: open it as acta explore printed it";
    if (origin != NULL && (strncmp(origin, "http://", 7) != 0 || !names_us(s, origin + 7))) return "another page may not read from this server";
    bool own = site == NULL || strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
    return own || strcmp(path, "/") == 0 ? NULL : "another page may not read from this server";
}

/* ---- what is asked ---- */

static bool is_utf8(const char *at, size_t bytes) {
    for (size_t i = 0; i < bytes;) {
        unsigned char c = (unsigned char)at[i];
        size_t more = c < 0x80 ? 0 : c >= 0xC2 && c < 0xE0 ? 1 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xF0 && c < 0xF5 ? 3 : 4;
        if (more == 4 || i + more >= bytes) return false;
        for (size_t k = 1; k <= more; k++) {
            if (((unsigned char)at[i + k] & 0xC0) != 0x80) return false;
        }
        i += more + 1;
    }
    return true;
}

static bool is_known(const char *name) {
    static const char *const others[] = {"by", "stack", "zoom", "level", "limit", "offset", "sort", "id", "format", NULL};
    for (int i = 0; filter_names[i] != NULL; i++) {
        if (strcmp(filter_names[i], name) == 0) return true;
    }
    for (int i = 0; others[i] != NULL; i++) {
        if (strcmp(others[i], name) == 0) return true;
    }
    return false;
}

static enum MHD_Result take_parameter(void *context, enum MHD_ValueKind kind, const char *name, size_t name_bytes, const char *value, size_t value_bytes) {
    work *w = context;
    (void)kind;
    if (value == NULL || value_bytes == 0) return MHD_YES;
    if (strlen(name) != name_bytes || !is_known(name)) {
        refuse(w, 400, "there is no parameter '%.40s'", is_utf8(name, strlen(name)) ? name : "?");
    } else if (strlen(value) != value_bytes || !is_utf8(value, value_bytes)) {
        refuse(w, 400, "%s is not text in UTF-8", name);
    } else if (asked(w, name) != NULL) {
        refuse(w, 400, "%s is given twice; several values are parted by commas", name);
    } else if (w->parameter_count < PARAMETERS_MAX) {
        w->parameters[w->parameter_count++] = (parameter){name, value};
    }
    return w->status == 200 ? MHD_YES : MHD_NO;
}

static enum MHD_Result send_answer(struct MHD_Connection *c, work *w) {
    if (w->status == 200 && w->download != NULL) {
        const char *type = download_type(w->download);
        return send_off(c, 200, download_response(w->download), type, false);
    }
    if (w->status == 200 && !w->out.failed) {
        enum MHD_Result sent = send_json(c, 200, &w->out);
        w->out = (reply){0};
        return sent;
    }
    if (w->out.failed) refuse(w, 503, "out of memory; narrow the question by a filter");
    return send_error(c, w->status, w->wrong);
}

static enum MHD_Result answer_view(server *s, struct MHD_Connection *c, view answer) {
    explorer *x = s->explorer;
    work w = {.explorer = x, .status = 200};
    MHD_get_connection_values_n(c, MHD_GET_ARGUMENT_KIND, take_parameter, &w);
    if (w.status == 200) {
        w.sheet = sheets_take(x->sheets);
        w.reader = pool_borrow(x->readers);
        reader_limit(w.reader, QUERY_SECONDS_MAX);
        answer(&w);
        reader_limit(w.reader, 0);
        pool_return(x->readers, w.reader);
        sheets_give_back(x->sheets, w.sheet);
    }
    enum MHD_Result sent = send_answer(c, &w);
    free(w.out.at);
    pad_clear(&w.pad);
    return sent;
}

/* ---- libmicrohttpd ---- */

/* What is known of a request from call to call. */
enum { ADDRESS_FINE = 1, ADDRESS_TOO_LONG, ADDRESS_NONE, READ };

/* Called first, with the address as it came: whether it can be one of ours is all that is kept. No path of ours needs an escape. */
static void *see_address(void *context, const char *address, struct MHD_Connection *c) {
    (void)context;
    (void)c;
    bool escaped = memchr(address, '%', strcspn(address, "?")) != NULL;
    return (void *)(uintptr_t)(strlen(address) > ADDRESS_BYTES_MAX ? ADDRESS_TOO_LONG : escaped ? ADDRESS_NONE : ADDRESS_FINE);
}

static enum MHD_Result answer(void *context, struct MHD_Connection *c, const char *path, const char *method, const char *version, const char *upload,
                              size_t *upload_bytes, void **state) {
    server *s = context;
    (void)version;
    (void)upload;
    if (*upload_bytes > 0) return MHD_NO;            /* no request that is served brings anything */
    if ((uintptr_t)*state == ADDRESS_TOO_LONG) return send_error(c, 414, "the address is too long");
    if ((uintptr_t)*state == ADDRESS_NONE) return send_error(c, 404, nothing_here);
    if ((uintptr_t)*state == ADDRESS_FINE) {         /* answered once it is read to its end, so that the connection can be used again */
        *state = (void *)(uintptr_t)READ;
        return MHD_YES;
    }
    const char *wrong = forbidden(s, c, path);
    if (wrong != NULL) return send_error(c, 403, wrong);
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) return send_error(c, 405, "this server is for reading: GET and HEAD alone");
    view view = view_named(path);
    if (view != NULL) return answer_view(s, c, view);
    const page_file *f = page_find(&s->page, path);
    return f != NULL ? send_file(c, f) : send_error(c, 404, nothing_here);
}

server *server_start(explorer *x, unsigned *port) {
    server *s = calloc(1, sizeof *s);
    if (s == NULL || !page_open(&s->page)) {
        fprintf(stderr, "%s: out of memory\n", x->settings->program);
        free(s);
        return NULL;
    }
    s->explorer = x;
    s->port = *port;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)*port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    s->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, (uint16_t)*port, NULL, NULL, answer, s, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&here,
                                 MHD_OPTION_THREAD_POOL_SIZE, (unsigned)ANSWERING_THREADS, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
                                 MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)4 * ADDRESS_BYTES_MAX,
                                 MHD_OPTION_URI_LOG_CALLBACK, see_address, NULL, MHD_OPTION_END);
    if (s->daemon == NULL) {
        if (errno == EADDRINUSE) fprintf(stderr, "%s: port %u is taken; say another with --port N, or --port 0 for any that is free\n", x->settings->program, *port);
        else fprintf(stderr, "%s: no server could be started on port %u: %s\n", x->settings->program, *port, strerror(errno));
        page_close(&s->page);
        free(s);
        return NULL;
    }
    const union MHD_DaemonInfo *bound = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    if (bound != NULL) *port = bound->port;
    atomic_store(&s->port, *port);
    return s;
}

void server_stop(server *s) {
    MHD_stop_daemon(s->daemon);
    page_close(&s->page);
    free(s);
}
