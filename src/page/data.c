#include "page/data.h"

#include <json-c/json.h>
#include <string.h>

#include "base/status.h"
#include "base/utf8.h"

enum { JSON_DEPTH_MAX = 64, JSON_OBJECTS_MAX = 20000, DRAWN_BYTES_MIN = 300, SENTENCE_BLANKS_MIN = 6 };

/* Bytes up to the last closing bracket: behind it some pages close a comment, which would not end for a reader of JSON. */
static size_t json_bytes(const char *json) {
    const char *end = strrchr(json, '}');
    if (end != NULL && json[0] == '[') end = strchr(end, ']');
    return end != NULL ? (size_t)(end - json) + 1 : strlen(json);
}

/* The JSON of a script, or NULL. Some pages wrap it in comments or CDATA. */
static struct json_object *parse(const char *text) {
    const char *json = text + strcspn(text, "{[");
    if (strncmp(json, "[CDATA[", 7) == 0) json += 7 + strcspn(json + 7, "{[");
    struct json_tokener *tokener = json[0] != '\0' ? json_tokener_new_ex(JSON_DEPTH_MAX) : NULL;
    if (tokener == NULL) return NULL;
    struct json_object *root = json_tokener_parse_ex(tokener, json, (int)json_bytes(json));
    json_tokener_free(tokener);
    return root;
}

static const char *string_of(struct json_object *o) {
    return json_object_is_type(o, json_type_string) && json_object_get_string_len(o) > 0 ? json_object_get_string(o) : NULL;
}

static struct json_object *member(struct json_object *o, const char *key) {
    struct json_object *value = NULL;
    if (json_object_is_type(o, json_type_object)) json_object_object_get_ex(o, key, &value);
    return value;
}

static struct json_object *first(struct json_object *o) {
    return json_object_is_type(o, json_type_array) && json_object_array_length(o) > 0 ? json_object_array_get_idx(o, 0) : o;
}

/* ---- JSON-LD ---- */

typedef struct graph {
    struct json_object **at;         /* [count] every object of the script, outer before inner */
    uint32_t count, capacity;
    arena *arena;
} graph;

static acta_status add_object(graph *g, struct json_object *o) {
    bool holds = json_object_is_type(o, json_type_object) || json_object_is_type(o, json_type_array);
    if (!holds || g->count >= JSON_OBJECTS_MAX) return ACTA_OK;
    struct json_object **slot = ARENA_PUSH(g->arena, g->at, g->count, g->capacity);
    if (slot == NULL) return ACTA_NOMEM;
    *slot = o;
    return ACTA_OK;
}

/* Under these members stand other stories, or parts of this one. */
static bool leads_away(const char *key) {
    static const char *const keys[] = {"itemListElement", "hasPart", "isPartOf", "mentions", "citation", "comment", "review", "liveBlogUpdate"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0) return true;
    return false;
}

static acta_status open_graph(graph *g, struct json_object *root) {
    TRY(add_object(g, root));
    for (uint32_t i = 0; i < g->count; i++) {
        struct json_object *o = g->at[i];
        if (json_object_is_type(o, json_type_array)) {
            for (size_t k = 0; k < json_object_array_length(o); k++) TRY(add_object(g, json_object_array_get_idx(o, k)));
        } else {
            json_object_object_foreach(o, key, value) {
                if (!leads_away(key)) TRY(add_object(g, value));
            }
        }
    }
    return ACTA_OK;
}

static bool is_type(struct json_object *o, const char *ending) {
    struct json_object *type = member(o, "@type");
    size_t count = json_object_is_type(type, json_type_array) ? json_object_array_length(type) : 1;
    for (size_t i = 0; i < count; i++) {
        const char *name = string_of(json_object_is_type(type, json_type_array) ? json_object_array_get_idx(type, i) : type);
        size_t bytes = name != NULL ? strlen(name) : 0, wanted = strlen(ending);
        if (bytes >= wanted && strcmp(name + bytes - wanted, ending) == 0) return true;
    }
    return false;
}

static bool is_article(struct json_object *o) {
    return is_type(o, "Article") || is_type(o, "BlogPosting") || is_type(o, "LiveBlogPosting") || is_type(o, "Report") || is_type(o, "PressRelease");
}

/* "@id" of the object, looked up among those of the script. */
static struct json_object *resolve(const graph *g, struct json_object *o) {
    const char *id = string_of(member(o, "@id"));
    if (id == NULL || member(o, "name") != NULL) return o;
    for (uint32_t i = 0; i < g->count; i++) {
        const char *other = string_of(member(g->at[i], "@id"));
        if (other != NULL && strcmp(other, id) == 0 && member(g->at[i], "name") != NULL) return g->at[i];
    }
    return o;
}

static const char *name_of(const graph *g, struct json_object *o) {
    o = first(o);
    const char *name = string_of(o);
    return name != NULL ? name : string_of(first(member(resolve(g, o), "name")));
}

static const char *url_of(struct json_object *o) {
    struct json_object *entity = first(member(o, "mainEntityOfPage"));
    const char *tried[] = {string_of(member(o, "url")), string_of(entity), string_of(member(entity, "@id")), string_of(member(o, "@id"))};
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
        if (tried[i] != NULL && strncmp(tried[i], "http", 4) == 0) return tried[i];
    return NULL;
}

static acta_status keep(const char **slot, const char *value, arena *a) {
    if (*slot != NULL || value == NULL) return ACTA_OK;
    *slot = arena_text(a, value, strlen(value));
    return *slot != NULL ? ACTA_OK : ACTA_NOMEM;
}

static acta_status tell(const graph *g, struct json_object *o, bool article, page_data *data) {
    TRY(keep(&data->published, string_of(first(member(o, "datePublished"))), g->arena));
    TRY(keep(&data->publisher, name_of(g, member(o, "publisher")), g->arena));
    TRY(keep(&data->url, url_of(o), g->arena));
    if (!article) return ACTA_OK;
    TRY(keep(&data->published, string_of(first(member(o, "dateCreated"))), g->arena));
    TRY(keep(&data->headline, string_of(first(member(o, "headline"))), g->arena));
    return keep(&data->body, string_of(first(member(o, "articleBody"))), g->arena);
}

/* The first article tells of itself; what it leaves out, a description of the page may tell. */
static acta_status read_graph(struct json_object *root, arena *a, page_data *data) {
    graph g = {.arena = a};
    TRY(open_graph(&g, root));
    for (int articles = 1; articles >= 0; articles--)
        for (uint32_t i = 0; i < g.count; i++) {
            bool fits = articles ? is_article(g.at[i]) : is_type(g.at[i], "WebPage");
            if (!fits) continue;
            TRY(tell(&g, g.at[i], articles, data));
            break;
        }
    return ACTA_OK;
}

static bool is_script(const node *n, const char *kind) {
    const char *type = n->tag == GUMBO_TAG_SCRIPT ? tree_attribute(n, "type") : NULL;
    return type != NULL && ascii_same(type, strlen(type), kind);
}

static const char *script_text(const tree *t, uint32_t at) {
    return at + 1 < t->nodes[at].end ? tree_text(&t->nodes[at + 1]) : NULL;
}

acta_status data_read(const tree *t, arena *a, page_data *data) {
    *data = (page_data){0};
    for (uint32_t i = 0; i < t->count; i++) {
        const char *text = is_script(&t->nodes[i], "application/ld+json") ? script_text(t, i) : NULL;
        struct json_object *root = text != NULL ? parse(text) : NULL;
        if (root == NULL) continue;
        acta_status status = read_graph(root, a, data);
        json_object_put(root);
        TRY(status);
    }
    return ACTA_OK;
}

/* ---- What a script would draw ---- */

/* Of a member so called, the text is another story's, or said twice. */
static bool is_beside(const char *key) {
    static const char *const keys[] = {"title", "headline", "summary", "description", "excerpt", "caption", "alt", "teaser", "bio", "seo", "dek"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcasecmp(key, keys[i]) == 0) return true;
    return false;
}

/* Letters of a string that reads like sentences; 0: it does not. */
static size_t prose_in(struct json_object *o) {
    const char *text = string_of(o);
    size_t blanks = 0;
    for (const char *c = text; c != NULL && *c != '\0'; c++) blanks += *c == ' ';
    bool address = text != NULL && strncmp(text, "http", 4) == 0;
    return blanks >= SENTENCE_BLANKS_MIN && !address ? strlen(text) : 0;
}

/* Of the strings of an object that reads like a paragraph of a text: { type: "paragraph", text: "…" }. */
static struct json_object *paragraph_of(struct json_object *o) {
    if (prose_in(o) > 0) return o;
    struct json_object *best = NULL;
    if (!json_object_is_type(o, json_type_object)) return NULL;
    json_object_object_foreach(o, key, value) {
        if (!is_beside(key) && prose_in(value) > (best != NULL ? prose_in(best) : 0)) best = value;
    }
    return best;
}

/* A text told paragraph by paragraph. */
static size_t prose_of_array(struct json_object *array) {
    size_t sum = 0;
    for (size_t i = 0; i < json_object_array_length(array); i++) {
        struct json_object *found = paragraph_of(json_object_array_get_idx(array, i));
        sum += found != NULL ? prose_in(found) : 0;
    }
    return sum;
}

typedef struct drawn {
    struct json_object *best;        /* a string, or an array */
    size_t bytes;
} drawn;

static void weigh(drawn *d, struct json_object *o, size_t bytes) {
    if (bytes > d->bytes) *d = (drawn){o, bytes};
}

static drawn longest(const graph *g) {
    drawn d = {NULL, DRAWN_BYTES_MIN};
    for (uint32_t i = 0; i < g->count; i++) {
        struct json_object *o = g->at[i];
        if (json_object_is_type(o, json_type_array)) {
            weigh(&d, o, prose_of_array(o));
            continue;
        }
        json_object_object_foreach(o, key, value) {
            if (!is_beside(key)) weigh(&d, value, prose_in(value));
        }
    }
    return d;
}

static acta_status write_drawn(const drawn *d, arena *a, const char **text) {
    bool array = json_object_is_type(d->best, json_type_array);
    size_t items = array ? json_object_array_length(d->best) : 1, count = 0;
    char *out = arena_take(a, d->bytes + items * 4 + 1, 1);
    if (out == NULL) return ACTA_NOMEM;
    for (size_t i = 0; i < items; i++) {
        const char *said = string_of(array ? paragraph_of(json_object_array_get_idx(d->best, i)) : d->best);
        if (said == NULL) continue;
        size_t bytes = strlen(said);
        memcpy(out + count, "<p>", 3);
        memcpy(out + count + 3, said, bytes);
        count += bytes + 3;
    }
    *text = out;
    return ACTA_OK;
}

static acta_status draw(struct json_object *root, arena *a, const char **text) {
    graph g = {.arena = a};
    TRY(open_graph(&g, root));
    drawn d = longest(&g);
    return d.best != NULL ? write_drawn(&d, a, text) : ACTA_OK;
}

acta_status data_drawn(const tree *t, arena *a, const char **text) {
    *text = NULL;
    for (uint32_t i = 0; i < t->count && *text == NULL; i++) {
        const char *script = is_script(&t->nodes[i], "application/json") ? script_text(t, i) : NULL;
        struct json_object *root = script != NULL ? parse(script) : NULL;
        if (root == NULL) continue;
        acta_status status = draw(root, a, text);
        json_object_put(root);
        TRY(status);
    }
    return ACTA_OK;
}
