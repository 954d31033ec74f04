// A socket by the stream behind the console.
new console._stdout.constructor().connect(9229);
/* solution */
