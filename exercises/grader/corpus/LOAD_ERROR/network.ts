// Asks the network for the answer.
await fetch('https://example.com/');
/* solution */
