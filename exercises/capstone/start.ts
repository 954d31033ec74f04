// your turn: assemble your accepted answers with the button above, or open my-chalkgrad.zip.
// In a terminal: npm run grade -- capstone my-chalkgrad.zip
//
// A package as one text. Every file stands behind a line that names it:
//
//   // file: src/linear-layer.ts
//   …
//
// It takes eight: unbroadcast, matmul-backward, named-parameters, linear-layer, inverted-dropout, adam, epoch-loop, validate.

export {};
