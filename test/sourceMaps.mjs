// Makes stack traces of bundled tests name the lines of their sources.
process.setSourceMapsEnabled(true);
