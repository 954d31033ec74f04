// A text that mentions an import is none.
const advice = "import('x')"; // import 'y'
throw new Error(advice);
