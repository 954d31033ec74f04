// Promises that never leave the timer a turn.
for (;;) await null;
