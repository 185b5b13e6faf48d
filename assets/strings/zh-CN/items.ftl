# The pages of items: guide, ranking, honour roll, pledge and their slides.
