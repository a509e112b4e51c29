// What happened, page by page.

import { get } from './api.js';
import { element } from './views.js';

const size = 20;
const list = document.getElementById('events');
const more = document.getElementById('more-events');
const all = document.getElementById('all-events');
let scope = null;
let last = null;

/** Shows the newest events, of one user or of everyone. */
export async function openEvents(user = null) {
  const events = await load(user, null);
  scope = user;
  list.replaceChildren();
  document.getElementById('events-scope').textContent = user ? `Of ${user.username}, newest first.` : 'Of everyone, newest first.';
  all.hidden = user === null;
  append(events);
}

export function wireEvents() {
  more.addEventListener('click', async () => append(await load(scope, last)));
  all.addEventListener('click', () => openEvents());
}

function load(user, before) {
  const query = new URLSearchParams({ limit: size, ...(user ? { user: user.id } : {}), ...(before ? { before } : {}) });
  return get(`/admin/events?${query}`);
}

function append(events) {
  list.append(...events.map(line));
  last = events.at(-1)?.id ?? last;
  more.hidden = events.length < size;
}

function line(event) {
  const details = [
    event.method,
    event.reason && `“${event.reason}”`,
    event.actor_id && `by ${event.actor_id}`,
    scope === null && event.user_id && `user ${event.user_id}`,
  ];
  return element('li', [
    element('time', new Date(event.at).toLocaleString(), { datetime: event.at }),
    ' ',
    element('strong', event.name),
    element('span', [' ', details.filter(Boolean).join(', ')], { class: 'hint' }),
  ]);
}
