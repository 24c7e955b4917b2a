// A relying app around somebody else's library: four addresses, one page, one visitor at a time.
import { createServer } from "node:http";

const { PORT } = process.env;
export const origin = `http://localhost:${PORT}`;
export const redirectUri = `${origin}/callback`;
export const signedOutUri = `${origin}/`;

/** The library under test does all the work; `visit` is what the app remembers between two requests. */
export function serve({ signIn, finish, userInfo, refresh, signOut }) {
    let visit = {};

    const routes = {
        "/": () => page(visit),
        "/sign-in": async () => redirect(await signIn(visit = {})),
        "/callback": async url => { await finish(visit, url); return redirect("/"); },
        "/userinfo": async () => { visit.userInfo = await userInfo(visit); return redirect("/"); },
        "/refresh": async () => { await refresh(visit); visit.refreshed = (visit.refreshed ?? 0) + 1; return redirect("/"); },
        "/sign-out": async () => { const address = await signOut(visit); visit = {}; return redirect(address); },
    };

    createServer(async (request, response) => {
        const url = new URL(request.url, origin);
        try {
            const answer = await routes[url.pathname]?.(url);
            if (!answer) return response.writeHead(404).end();
            response.writeHead(answer.status, answer.headers).end(answer.body);
        } catch (error) {
            console.error(error);
            response.writeHead(500, { "Content-Type": "text/plain" }).end(`${error.name}: ${error.message} ${error.cause ? JSON.stringify(error.cause) : ""}`);
        }
    }).listen(Number(PORT), "127.0.0.1", () => console.log("ready"));
}

const redirect = to => ({ status: 303, headers: { Location: String(to) } });

const escape = text => String(text).replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);

const shown = (id, value) => value === undefined ? "" : `<pre id="${id}">${escape(JSON.stringify(value))}</pre>`;

const page = visit => ({
    status: 200,
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'; img-src data:" },
    body: `<!doctype html><html lang="en"><title>Interop</title><link rel="icon" href="data:,"><h1>${visit.claims ? "Signed in" : "Signed out"}</h1>
        ${visit.claims
            ? `<a href="/userinfo">Ask userinfo</a> <a href="/refresh">Refresh</a> <a href="/sign-out">Sign out</a>`
            : `<a href="/sign-in">Sign in</a>`}
        ${shown("claims", visit.claims)}${shown("userinfo", visit.userInfo)}${shown("refreshed", visit.refreshed)}</html>`,
});
