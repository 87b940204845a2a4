// Nothing but a place for the page `Rutverk.docc`: the code is in the modules of the two libraries.
