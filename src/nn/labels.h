/* labels.h - the model's label lists as this program's own numbers; a label it does not know is a damaged file. */
#ifndef ACTA_NN_LABELS_H
#define ACTA_NN_LABELS_H

#include "base/datafile.h"
#include "base/status.h"

enum { LABELS_MAX = 96 };

/* What a label of a BIO head says. */
typedef enum bio { BIO_OUT, BIO_BEGIN, BIO_IN } bio;

/* Name types and roles, in the order of doc.h. */
typedef enum nn_name { NN_NO_NAME, NN_PER, NN_ORG, NN_LOC, NN_NORP } nn_name;
typedef enum nn_role { NN_ACTOR, NN_RECIPIENT, NN_SPEAKER, NN_DATE, NN_PLACE } nn_role;

/* [count] numbers in the order of the head's rows. */
typedef struct label_list {
    uint32_t count;
    uint8_t number[LABELS_MAX];
} label_list;

typedef struct nn_labels {
    label_list upos, xpos, rel;      /* of ud.h */
    label_list ner, ner_side;        /* nn_name, bio */
    label_list mention_side;         /* bio */
    label_list trigger, mode, context, status; /* of plover.h */
    label_list role;                 /* nn_role */
    label_list agreement, obligation, claim; /* of pact.h; empty where the file has no such head */
    label_list sector;               /* plover_sector; likewise */
} nn_labels;

/* Fails with: DATA_FORMAT. */
acta_status labels_open(const datafile *file, nn_labels *labels, acta_err *err);

#endif
