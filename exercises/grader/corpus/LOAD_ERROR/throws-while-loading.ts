// An error while the file is read.
throw new TypeError('not ready');
