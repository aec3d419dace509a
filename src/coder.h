/* coder.h - the two objects behind the public names: what a model holds, what a coder works with.
 *
 * A stage is a function `acta_status NAME_stage(const acta_coder *coder, doc *d, acta_err *err)`: it reads what earlier
 * stages left in the doc, adds its own, and takes memory from d->arena (what stays) or coder->scratch (what does not).
 */
#ifndef ACTA_CODER_H
#define ACTA_CODER_H

#include "base/datafile.h"
#include "base/status.h"
#include "doc.h"
#include "event/confidence.h"
#include "nn/nn.h"
#include "parse/classes.h"
#include "where/gazetteer.h"
#include "who/own.h"
#include "who/tables.h"

struct acta_model {
    datafile file;                   /* the mapped data file */
    char name[192];                  /* acta_model_name */
    nn_model *nn;                    /* weights made ready to run */
    who_tables who;
    own_tables own;                  /* a user's, over ours */
    classes types;                   /* a user's, beside ours */
    gazetteer places;
    table cues;                      /* words that give somebody words */
    confidence_scale confidence;
    table pacts;                     /* words that speak of undertakings */
};

struct acta_coder {
    const acta_model *model;
    acta_alloc alloc;
    nn_run *nn;                      /* activations of this thread */
    float min_confidence;            /* of the events to give; negative: the usual one */
    bool keep_vectors;               /* fill doc->vectors: to learn from */
    arena scratch;                   /* emptied before every report */
};

struct acta_result {
    arena arena;                     /* holds the doc and all it points to, this struct excepted */
    doc doc;
    acta_alloc alloc;
    acta_stage last;                 /* stage up to which the journey went */
};

#endif
