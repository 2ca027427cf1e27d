// Prints what a call of this client returns. It runs by itself: its HTTP library does not get on with a `fetch` before it.
import { StatusPageClient } from '@aero/statuspage';

const [, , address, method, argument = 'null'] = process.argv;
const client = new StatusPageClient(address);
console.log(JSON.stringify(await client[method](JSON.parse(argument) ?? undefined)));
