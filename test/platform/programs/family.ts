// Starts a child that starts a grandchild; both ignore requests to end. Prints their process numbers, then stays.
// With the argument `leave` it ends at once and leaves them behind; with `deaf` it ignores requests itself.
import { spawn } from 'node:child_process';

const deaf = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
const grandchild = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { stdio: 'inherit' })`;
const child = spawn(process.execPath, ['-e', `${deaf} console.log(${grandchild}.pid)`], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
child.stdout.on('data', (chunk: Buffer) => {
  console.log(`family ${process.pid} ${child.pid} ${chunk.toString().trim()}`);
  if (process.argv[2] === 'leave') process.exit(0);
});
if (process.argv[2] === 'deaf') process.on('SIGTERM', () => {});
