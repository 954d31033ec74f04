// Imports what it should write.
import '#framework';
/* solution */
