"""One exchange: its speeches with their marks, its neighbours, what belongs with it, how to cite it."""
