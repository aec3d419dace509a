/* labels.c - each label of the file, looked up by name. */
#include "nn/labels.h"

#include <string.h>

#include "base/pact.h"
#include "base/plover.h"
#include "base/ud.h"

/* The number of a label, or -1. */
typedef int (*label_reader)(const char *label, size_t bytes);

static int among(const char *const *names, int count, const char *label, size_t bytes) {
    for (int i = 0; i < count; i++) {
        if (strlen(names[i]) == bytes && memcmp(names[i], label, bytes) == 0) return i;
    }
    return -1;
}

static int bio_side(const char *label, size_t bytes) {
    if (bytes == 0 || (bytes > 1 && label[1] != '-')) return -1;
    const char *found = strchr("OBI", label[0]);
    return found == NULL || label[0] == 0 ? -1 : (int)(found - "OBI");
}

static int bio_name(const char *label, size_t bytes) {
    static const char *const names[] = {"", "PER", "ORG", "LOC", "NORP"};
    if (bytes == 1) return label[0] == 'O' ? NN_NO_NAME : -1;
    return among(names, 5, label + 2, bytes - 2);
}

/* "TYPE mode" */
static int mode(const char *label, size_t bytes) {
    const char *space = memchr(label, ' ', bytes);
    if (space == NULL) return -1;
    size_t type_bytes = (size_t)(space - label);
    int type = plover_type_named(label, type_bytes);
    return type < 0 ? -1 : plover_mode_named((plover_type)type, space + 1, bytes - type_bytes - 1);
}

static int role(const char *label, size_t bytes) {
    static const char *const names[] = {"actor", "recipient", "speaker", "date", "place"};
    return among(names, 5, label, bytes);
}

/* The one label of its head. */
static int agreement(const char *label, size_t bytes) {
    static const char *const names[] = {"agreement"};
    return among(names, 1, label, bytes);
}

static acta_status read_labels(const datafile *file, const char *section_name, label_reader reader, label_list *list,
                               acta_err *err) {
    section s;
    TRY(datafile_need(file, section_name, SECTION_BYTES, 1, (const uint64_t[SECTION_RANK_MAX]){0}, &s, err));
    const char *at = s.at, *end = at + s.bytes;
    list->count = 0;
    while (at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        size_t bytes = (size_t)((line_end == NULL ? end : line_end) - at);
        int number = list->count < LABELS_MAX && line_end != NULL ? reader(at, bytes) : -1;
        if (number < 0) {
            return acta__fail(err, ACTA_DATA_FORMAT, -1, "%s of the data file has a label unknown here: %.*s",
                              section_name, (int)(bytes < 40 ? bytes : 40), at);
        }
        list->number[list->count++] = (uint8_t)number;
        at = line_end + 1;
    }
    if (list->count > 0) return ACTA_OK;
    return acta__fail(err, ACTA_DATA_FORMAT, -1, "%s of the data file is empty", section_name);
}

/* A head that a file may lack. */
static acta_status read_optional(const datafile *file, const char *section_name, label_reader reader, label_list *list,
                                 acta_err *err) {
    section s;
    list->count = 0;
    return datafile_find(file, section_name, &s) ? read_labels(file, section_name, reader, list, err) : ACTA_OK;
}

acta_status labels_open(const datafile *file, nn_labels *labels, acta_err *err) {
    TRY(read_labels(file, "upos.labels", upos_named, &labels->upos, err));
    TRY(read_labels(file, "xpos.labels", xpos_named, &labels->xpos, err));
    TRY(read_labels(file, "rel.labels", rel_named, &labels->rel, err));
    TRY(read_labels(file, "ner.labels", bio_name, &labels->ner, err));
    TRY(read_labels(file, "ner.labels", bio_side, &labels->ner_side, err));
    TRY(read_labels(file, "mention.labels", bio_side, &labels->mention_side, err));
    TRY(read_labels(file, "trigger.labels", plover_type_named, &labels->trigger, err));
    TRY(read_labels(file, "mode.labels", mode, &labels->mode, err));
    TRY(read_labels(file, "context.labels", plover_context_named, &labels->context, err));
    TRY(read_labels(file, "status.labels", reality_named, &labels->status, err));
    TRY(read_labels(file, "role.labels", role, &labels->role, err));
    TRY(read_optional(file, "agreement.labels", agreement, &labels->agreement, err));
    TRY(read_optional(file, "obligation.labels", obligation_named, &labels->obligation, err));
    TRY(read_optional(file, "claim.labels", verdict_named, &labels->claim, err));
    return read_optional(file, "sector.labels", plover_sector_named, &labels->sector, err);
}
