// Talks to the API. The tokens stay in this tab: sessionStorage survives a reload and ends with the tab.

const kept = window.sessionStorage;

export const session = {
  get isOpen() {
    return kept.getItem('access') !== null;
  },
  open({ access, refresh }) {
    kept.setItem('access', access);
    kept.setItem('refresh', refresh);
  },
  drop() {
    kept.removeItem('access');
    kept.removeItem('refresh');
  },
};

/** The API said no, or (status 0) could not be reached. */
export class ApiError extends Error {
  constructor(status, body, retryAfter) {
    super(`The server answered ${status}.`);
    this.status = status;
    this.body = body && typeof body === 'object' ? body : {};
    this.retryAfter = retryAfter;
  }

  get code() {
    return this.body.error_code;
  }
}

export const get = path => withSession('GET', path);
export const post = (path, body = {}) => withSession('POST', path, body);
export const put = (path, body = {}) => withSession('PUT', path, body);
export const remove = (path, body) => withSession('DELETE', path, body);

/** For the routes of the login itself: they carry no token, so that a dead one cannot stand in the way. */
export const postAnonymously = (path, body) => send('POST', path, body, null);

export function onSessionEnd(listener) {
  window.addEventListener('session-ended', listener);
}

async function withSession(verb, path, body) {
  try {
    return await send(verb, path, body, kept.getItem('access'));
  } catch (error) {
    if (error.status !== 401) {
      throw error;
    }
  }

  await renew();
  return send(verb, path, body, kept.getItem('access'));
}

let renewing = null;

// A refresh token works once: calls that fail together must wait for one and the same renewal.
function renew() {
  renewing ??= send('POST', '/auth/token/refresh', { refresh: kept.getItem('refresh') ?? '' }, null)
    .then(tokens => session.open(tokens))
    .catch(error => {
      if (error.status !== 0) {
        session.drop();
        window.dispatchEvent(new Event('session-ended'));
      }

      throw error;
    })
    .finally(() => { renewing = null; });
  return renewing;
}

async function send(verb, path, body, token) {
  const headers = { Accept: 'application/json' };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }

  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }

  let answer;
  try {
    answer = await fetch(path, { method: verb, headers, body: body && JSON.stringify(body), credentials: 'omit', cache: 'no-store' });
  } catch {
    throw new ApiError(0, {}, null);
  }

  const text = await answer.text();
  const content = text && answer.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : null;
  if (answer.ok) {
    return content;
  }

  throw new ApiError(answer.status, content, Number(answer.headers.get('Retry-After')) || null);
}
