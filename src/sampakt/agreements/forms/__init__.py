"""The room's forms. They read values; the actions decide."""
