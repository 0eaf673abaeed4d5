"""What a learner did: the store of answers and their scoring."""
