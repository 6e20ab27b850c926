"""Two texts as told of one scene: what each says of the same things, as claims that the ordinary rules can judge.

The way: sentences → `nodes` (things, events, traits, amounts and times, with function words as features) → `parallels`
(two sentences of one build, aligned node by node) → `contrasts` (what stands in for what) → `judgements` (a typed
ruling on each contrast) → `claims` (a pair of claims with one subject) → the rules. No word overlap is counted: nodes
are aligned by what they are and by their roles. Where the texts are built differently, `statements` lists what each
says of each thing, `referents` tells which things are one, and `retellings` holds these statements against each other;
`identities` gives the claims of both texts one entity for what both tell of, so that every rule can judge them.

To add a kind of scene claim: let `contrasts.find_contrasts` yield it under a kind of its own, give that kind a judge in
`judgements` (a `Ruling` with its verdict and the reason in words), and say in `claims` by which relation and value the
two sides are told, so that a rule's keys take them. Both claims of a pair have the subject "scene:NUMBER", which no
other claim has.
"""

from __future__ import annotations

from hfcheck.scene.compare import Comparing, compare_scenes
from hfcheck.scene.denials import Scene, compare_denials
from hfcheck.scene.identities import unify_subjects
from hfcheck.scene.nodes import Node, read_nodes
from hfcheck.scene.setting import set_scene
from hfcheck.scene.silences import explain_silence

__all__ = [
    "Comparing",
    "Node",
    "Scene",
    "compare_denials",
    "compare_scenes",
    "explain_silence",
    "read_nodes",
    "set_scene",
    "unify_subjects",
]
