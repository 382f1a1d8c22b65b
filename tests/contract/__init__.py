"""What holds for the repository as a whole: layers, form, files, locks, registry, commands; no behaviour."""
