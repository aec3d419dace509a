/* export_gexf.c - GEXF 1.3 for Gephi: who did something to whom, as a directed network. An edge's weight counts happenings, each once
 * however many reports tell it; its scale is the mean of PLOVER's scores. */
#include <string.h>

#include "export_letters.h"
#include "export_table.h"

enum { SEND_BYTES = 1 << 16 };

/* The pairs are gathered in a table of the connection's own, which SQLite keeps in a file where it grows. Two sides that meet with no
 * host are both actors: each consults the other. */
static const char gather_sql[] =
    "CREATE TEMP TABLE export_pair AS WITH chosen AS MATERIALIZED (SELECT e.event, e.type, e.scale, coalesce(e.happening, -e.event) AS happening"
    EXPORT_CHOOSE("event e NOT INDEXED")
    "), pair AS (SELECT c.*, a.who AS source, r.who AS target FROM chosen c JOIN party a ON a.event = c.event AND a.role = 'actor'"
    " JOIN party r ON r.event = c.event AND r.role = 'recipient'"
    " UNION SELECT c.*, a.who, b.who FROM chosen c JOIN party a ON a.event = c.event AND a.role = 'actor'"
    " JOIN party b ON b.event = c.event AND b.role = 'actor' AND b.who <> a.who"
    " WHERE c.type = 'CONSULT' AND NOT EXISTS (SELECT 1 FROM party r WHERE r.event = c.event AND r.role = 'recipient'))"
    " SELECT source, target, count(DISTINCT happening) AS weight, avg(scale) AS scale FROM pair GROUP BY source, target";
static const char nodes_sql[] =
    "SELECT n.who, coalesce(p.code, ''), coalesce(p.sector, ''), n.events FROM"
    " (SELECT who, sum(weight) AS events FROM (SELECT source AS who, weight FROM temp.export_pair UNION ALL"
    "  SELECT target, weight FROM temp.export_pair WHERE target <> source) GROUP BY who) n"
    " LEFT JOIN party p ON p.party = (SELECT min(party) FROM party q WHERE q.who = n.who) ORDER BY n.who";
static const char edges_sql[] = "SELECT source, target, weight, round(scale, 3) FROM temp.export_pair ORDER BY source, target";

static void attribute(bytes *out, const char *name, const char *value) {
    cell_text(out, " ");
    cell_text(out, name);
    cell_text(out, "=\"");
    letters_xml(out, value);
    cell_text(out, "\"");
}

static const char *column(sqlite3_stmt *s, int at) {
    const char *text = (const char *)sqlite3_column_text(s, at);
    return text == NULL ? "" : text;
}

static void value_of(bytes *out, const char *name, const char *value) {
    if (value[0] == '\0') return;
    cell_text(out, "<attvalue");
    attribute(out, "for", name);
    attribute(out, "value", value);
    cell_text(out, "/>");
}

static void put_node(bytes *out, sqlite3_stmt *s, int64_t number) {
    (void)number;
    const char *sector = column(s, 2);
    char first[8] = "";
    strncat(first, sector, strcspn(sector, " ") < sizeof first ? strcspn(sector, " ") : 0);
    cell_text(out, "<node");
    attribute(out, "id", column(s, 0));
    attribute(out, "label", column(s, 0));
    cell_text(out, "><attvalues>");
    value_of(out, "code", column(s, 1));
    value_of(out, "sector", first);
    value_of(out, "events", column(s, 3));
    cell_text(out, "</attvalues></node>\n");
}

static void put_edge(bytes *out, sqlite3_stmt *s, int64_t number) {
    cell_text(out, "<edge id=\"");
    cell_number(out, number);
    cell_text(out, "\"");
    attribute(out, "source", column(s, 0));
    attribute(out, "target", column(s, 1));
    attribute(out, "weight", column(s, 2));
    cell_text(out, "><attvalues>");
    value_of(out, "scale", column(s, 3));
    cell_text(out, "</attvalues></edge>\n");
}

static acta_status put_all(const export_job *job, bytes *out, const char *sql, void (*put)(bytes *, sqlite3_stmt *, int64_t)) {
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(job->db, sql, -1, &s, NULL);
    bool taken = true;
    for (int64_t number = 0; taken && (code == SQLITE_OK || code == SQLITE_ROW); number++) {
        code = sqlite3_step(s);
        if (code == SQLITE_ROW) put(out, s, number);
        if (out->failed || out->count >= SEND_BYTES) taken = export_send(job, out);
    }
    acta_status status = !taken ? export_stopped(job, out) : code == SQLITE_DONE ? ACTA_OK : export_fail(job->db, "the network", job->err);
    sqlite3_finalize(s);
    return status;
}

static acta_status gather(const export_job *job) {
    sqlite3_stmt *s = NULL;
    sqlite3_exec(job->db, "DROP TABLE IF EXISTS temp.export_pair", NULL, NULL, NULL);
    int code = sqlite3_prepare_v2(job->db, gather_sql, -1, &s, NULL);
    if (code == SQLITE_OK) {
        export_bind(s, job->filter, job->format->status, false);
        code = sqlite3_step(s);
    }
    acta_status status = code == SQLITE_DONE ? ACTA_OK : export_fail(job->db, "the network", job->err);
    sqlite3_finalize(s);
    return status;
}

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
    " xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n"
    "<meta><creator>acta</creator><description>who did something to whom</description></meta>\n"
    "<graph defaultedgetype=\"directed\" mode=\"static\">\n"
    "<attributes class=\"node\"><attribute id=\"code\" title=\"code\" type=\"string\"/><attribute id=\"sector\" title=\"sector\" type=\"string\"/>"
    "<attribute id=\"events\" title=\"events\" type=\"long\"/></attributes>\n"
    "<attributes class=\"edge\"><attribute id=\"scale\" title=\"mean scale\" type=\"double\"/></attributes>\n<nodes>\n";

acta_status export_write_gexf(const export_job *job) {
    bytes out = {0};
    acta_status status = gather(job);
    cell_text(&out, head);
    if (status == ACTA_OK) status = put_all(job, &out, nodes_sql, put_node);
    cell_text(&out, "</nodes>\n<edges>\n");
    if (status == ACTA_OK) status = put_all(job, &out, edges_sql, put_edge);
    cell_text(&out, "</edges>\n</graph>\n</gexf>\n");
    if (status == ACTA_OK && !export_send(job, &out)) status = export_stopped(job, &out);
    sqlite3_exec(job->db, "DROP TABLE IF EXISTS temp.export_pair", NULL, NULL, NULL);
    bytes_clear(&out);
    return status;
}
