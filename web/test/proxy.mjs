// A proxy before a server: as one that browsers are told to use for everything, which sees whatever leaves them; or in
// the place of the server, to give the answers of another version.
import { createServer, request as ask } from "node:http";

async function bodyOf(stream) {
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** What the server answers, whatever name it was asked by. */
async function fromServer(base, { method, path, headers, body }) {
  const { host, hostname, port, origin } = new URL(base);
  const own = { ...headers, host, ...(headers.origin ? { origin } : {}), "accept-encoding": "identity" };
  return new Promise((resolve, reject) => {
    const asked = ask({ hostname, port, method, path, headers: own }, async (answer) => {
      resolve({ status: answer.statusCode, headers: answer.headers, body: await bodyOf(answer) });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/**
 * @param base  the server's address
 * @param change  gets a request and a way to pass it on; returns the answer, or nothing to pass it on as it is
 * @param alias  another name for the server
 */
async function openProxy(base, { change = () => undefined, alias = "" } = {}) {
  /** Every host that something was asked of, in whichever way. */
  const hosts = new Set();
  const { host } = new URL(base);
  const proxy = createServer(async (request, response) => {
    const url = new URL(request.url, `http://${request.headers.host}`);
    hosts.add(url.host);
    if (request.url.startsWith("http") && url.host !== host && url.host !== alias) {
      response.writeHead(502).end();
      return;
    }
    try {
      const { "proxy-connection": _, ...headers } = request.headers;
      const seen = { method: request.method, path: url.pathname + url.search, headers, body: await bodyOf(request) };
      const pass = () => fromServer(base, seen);
      const { status, headers: given = { "content-type": "application/json" }, body } = (await change({ ...seen, pass })) ?? (await pass());
      const { "transfer-encoding": __, "content-length": ___, ...kept } = given;
      response.writeHead(status, { ...kept, "content-length": Buffer.byteLength(body) }).end(request.method === "HEAD" ? undefined : body);
    } catch {
      response.destroy();
    }
  });
  proxy.on("connect", (request, socket) => {
    hosts.add(request.url);
    socket.destroy();
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    hosts,
    base: `http://127.0.0.1:${proxy.address().port}/`,
    close: () =>
      new Promise((resolve) => {
        proxy.close(resolve);
        proxy.closeAllConnections();
      }),
  };
}

/** One in front of a server, for as long as a test. */
export async function proxyFor(t, server, options) {
  const proxy = await openProxy(server.base, options);
  t.after(() => proxy.close());
  return proxy;
}
