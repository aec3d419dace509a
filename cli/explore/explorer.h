/* explorer.h - what a running explorer holds, and its parts. */
#ifndef ACTA_EXPLORE_EXPLORER_H
#define ACTA_EXPLORE_EXPLORER_H

#include "options.h"
#include "sheets.h"
#include "work.h"

enum {
    ANSWERING_THREADS = 4,
    CONNECTIONS_MAX = 64,
    ADDRESS_BYTES_MAX = 8192,        /* of a request: path and filter */
    IDLE_SECONDS_MAX = 60,
    DOWNLOADS_MAX = 4                /* at once: each has a connection of its own to the archive */
};
static const double QUERY_SECONDS_MAX = 3;   /* for all queries of one request together */

struct explain;
struct ledger_cache;

struct explorer {
    const settings *settings;
    const char *path;                /* of the archive */
    bool sample;
    sheets *sheets;
    reader_pool *readers;
    struct explain *explain;         /* view_explain.c */
    struct ledger_cache *ledger;     /* view_ledger.c */
    atomic_bool stop;
    atomic_int downloads;            /* running just now */
};

/* view_explain.c: the model is opened when it is first asked for. NULL: out of memory. */
struct explain *explain_new(const settings *s);
void explain_free(struct explain *e);

/* view_ledger.c: what is joined is kept until the archive changes. NULL: out of memory. */
struct ledger_cache *ledger_new(void);
void ledger_free(struct ledger_cache *cache);

/* server.c: serves on 127.0.0.1 alone. `port` 0: any that is free; the one it became is written there. NULL after a message on
 * standard error. */
typedef struct server server;
server *server_start(explorer *x, unsigned *port);
void server_stop(server *s);

#endif
