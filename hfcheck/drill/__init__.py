"""What a clean report is worth on given articles: contradictions planted into copies of them, and how many are found.

One edit, one trial: a copy of an article in which one sentence says something else, held against the article itself;
beside it a copy in which the same sentence says the same in other words. Sentences are taken as they come, not those
alone that claims were read from, so that the figures say what an editor's own text may expect.
"""

from hfcheck.drill.plant import KINDS, plan_drill
from hfcheck.drill.records import Drill, Edit, Planted, Tally, Trial
from hfcheck.drill.run import run_drill

__all__ = ["KINDS", "Drill", "Edit", "Planted", "Tally", "Trial", "plan_drill", "run_drill"]
