"""The label sets of the heads, in the order of their rows."""

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = ("$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
        "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``").split()
NAMES = "PER ORG LOC NORP".split()
NER = ["O"] + [f"{side}-{name}" for name in NAMES for side in "BI"]
MENTION = ["O", "B", "I"]

# Universal relations, with the subtypes frequent enough to learn; any other subtype counts as its base.
REL = ("acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt conj cop "
       "csubj dep det det:predet discourse dislocated expl fixed flat goeswith iobj list mark nmod nmod:desc nmod:poss "
       "nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked orphan parataxis punct reparandum "
       "root vocative xcomp").split()

TRIGGER = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
           "COERCE ASSAULT").split()
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional",
}
MODE = [f"{kind} {mode}" for kind in TRIGGER for mode in MODES.get(kind, "").split()]
STATUS = "actual future hypothetical negated historical".split()
CONTEXT = ("military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal "
           "reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic "
           "territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber "
           "misinformation crime corruption illegal_drugs trafficking").split()
ROLE = "actor recipient speaker date place".split()
SECTOR = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
AGREEMENT = ["agreement"]
OBLIGATION = ("ceasefire reduce_violence negotiate withdraw disarm release not_return_to_fighting sever_ties access aid ease_sanctions "
              "recognise reform pay other all").split()
CLAIM = "kept broken partly pending disputed".split()


def relation(label):
    """The learnt label of a UD relation."""
    return label if label in REL else label.split(":")[0]
