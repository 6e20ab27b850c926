"""The recipe that makes hfcheck/language/model from treebanks and an encoder's weights; see README.md."""
