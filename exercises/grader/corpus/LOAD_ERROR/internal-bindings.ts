// The inside of Node.
process.binding('tcp_wrap');
/* solution */
