// The second step of a login: a code of the asked method, of another one, or a backup code.

import { postAnonymously } from './api.js';
import { clearErrors, duration, onSubmit, run } from './forms.js';
import { button, element, say, showView } from './views.js';
import { delivers, describe, isDelivered } from './words.js';

const form = document.getElementById('second-step');
const input = form.elements.code;
const resend = document.getElementById('resend');
let login = null;

/** Begins the step with the answer of the first one. The asked method comes by name only. */
export function askSecondStep({ ephemeral_token: ticket, method, other_methods: others = [], retry_after: wait }) {
  const asked = method ? [{ name: method, sends: delivers(method) }] : [];
  const ways = [...asked, ...others.map(other => ({ ...other, sends: isDelivered(other) }))];
  login = { ticket, ways, way: null, sentTo: wait ? null : ways[0] ?? null };
  clearErrors(form);
  choose(ways[0] ?? null);
  showView('second-step');
  input.focus();
  if (wait) {
    say(`No new code was sent. You can ask for one in ${duration(wait)}, or take another way.`);
  }
}

export function wireSecondStep(onSignedIn) {
  onSubmit(form, async ({ code }) => onSignedIn(await complete(code)));
  resend.addEventListener('click', () => run(form, async () => {
    say('');
    await request(login.way);
    choose(login.way);
  }));
}

async function complete(code) {
  try {
    return await postAnonymously('/auth/login/code', { ephemeral_token: login.ticket, code });
  } catch (error) {
    // The wrong code comes under `error`, as the original has it; on this page it belongs to the field.
    if (error.code?.startsWith('code_') && error.body.error) {
      error.body = { code: [error.body.error] };
    }

    throw error;
  }
}

// Without a name the server asks once more whatever it asked last, which is all that is needed until another way was taken.
async function request(way) {
  const named = way.id ? { id: way.id } : { method: way.name };
  const isAskedNow = !way.id && [null, way].includes(login.sentTo);
  const answer = await postAnonymously('/auth/login/code/request', { ephemeral_token: login.ticket, ...(isAskedNow ? {} : named) });
  login.sentTo = way;
  say(answer.details);
}

/** A null way is a backup code. */
function choose(way) {
  login.way = way;
  resend.hidden = !way?.sends;
  input.value = '';
  input.inputMode = way === null ? 'text' : 'numeric';
  document.getElementById('second-step-label').textContent = way === null ? 'Backup code' : 'Code';
  document.getElementById('second-step-text').textContent = explanation(way);
  const others = login.ways.filter(other => other !== way).map(other => button(`Use ${describe(other)}`, () => take(other)));
  const backup = way === null ? [] : [button('Use a backup code', () => take(null))];
  document.getElementById('other-ways').replaceChildren(...[...others, ...backup].map(made => element('li', made)));
  input.focus();
}

function explanation(way) {
  if (way === null) {
    return 'Give one of the backup codes you saved. It works once.';
  }

  if (!way.sends) {
    return `Type the code that this shows now: ${describe(way)}.`;
  }

  return login.sentTo === way
    ? `We sent you a code: ${describe(way)}. Type it here.`
    : `Ask for a code: ${describe(way)}. Then type it here.`;
}

// A new message makes the code of an earlier one void, so one is sent only where none is on its way already.
async function take(way) {
  await run(form, async () => {
    say('');
    if (way?.sends && login.sentTo !== way) {
      await request(way);
    }

    choose(way);
  });
}
