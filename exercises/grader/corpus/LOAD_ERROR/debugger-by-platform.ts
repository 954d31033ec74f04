// The way to a debugger on Windows.
process._debugProcess(process.ppid);
/* solution */
