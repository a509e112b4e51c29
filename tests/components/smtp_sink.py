"""A mail server that delivers nothing: it keeps what it is given and shows it to the tests.

Three ports, all on 127.0.0.1, zero meaning "any free one":
  smtp     demands STARTTLS, then AUTH (PLAIN or LOGIN)
  plain    offers no TLS and takes everything, so that a test sees whether something was sent in clear
  control  HTTP, see Control below
The chosen ports are printed as one line of JSON once all three listen.
"""

import argparse
import asyncio
import email
import email.policy
import hmac
import http.server
import json
import logging
import ssl
import threading
import time
import urllib.parse

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, syntax

HOST = '127.0.0.1'
MODES = ('ok', '451', '550', 'hang', 'take', 'drop')
# Nothing waits longer than a test would: a forgotten mode must not keep connections for ever.
LONGEST_HANG = 120.0
LONGEST_WAIT = 60.0


class Mailbox:
    """What has arrived, by recipient, and how each recipient's mail is to be treated. Addresses compare without case."""

    def __init__(self):
        self.changed = threading.Condition()
        self.mails = []
        self.by_recipient = {}
        self.attempts = {}
        self.modes = {}

    def add(self, mail):
        with self.changed:
            self.mails.append(mail)
            for address in {to.lower() for to in mail['to']}:
                self.by_recipient.setdefault(address, []).append(mail)
            self.changed.notify_all()

    def wait(self, to, count, seconds):
        """The mails to an address, as soon as there are enough of them; at the end of the time whatever there is."""
        end = time.monotonic() + min(seconds, LONGEST_WAIT)
        with self.changed:
            self.changed.wait_for(lambda: len(self.to(to)) >= count, max(0.0, end - time.monotonic()))
            return list(self.to(to))

    def to(self, address):
        return self.mails if address is None else self.by_recipient.get(address.lower(), [])

    def clear(self, address):
        with self.changed:
            gone = {id(mail) for mail in self.to(address)}
            self.mails = [mail for mail in self.mails if id(mail) not in gone]
            if address is None:
                self.by_recipient.clear()
                self.attempts.clear()
            else:
                self.by_recipient.pop(address.lower(), None)
                self.attempts.pop(address.lower(), None)

    def count_attempt(self, address):
        with self.changed:
            self.attempts[address.lower()] = self.attempts.get(address.lower(), 0) + 1

    def set_mode(self, address, mode):
        """Without an address the mode holds for everybody who has none of their own; `ok` takes a mode away."""
        with self.changed:
            key = address.lower() if address else None
            if mode == 'ok':
                self.modes.pop(key, None)
            else:
                self.modes[key] = mode

    def mode(self, addresses):
        with self.changed:
            own = (self.modes.get(address.lower()) for address in addresses)
            return next((mode for mode in own if mode), self.modes.get(None, 'ok'))


class Delivery:
    """The handler aiosmtpd calls."""

    def __init__(self, mailbox):
        self.mailbox = mailbox

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.mailbox.count_attempt(address)
        mode = self.mailbox.mode([address])
        if mode == '550':
            return '550 5.1.1 no such user'
        if mode == '451':
            return '451 4.7.1 try again later'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        end = time.monotonic() + LONGEST_HANG
        taken = self.mailbox.mode(envelope.rcpt_tos) == 'take'
        if taken:
            self.mailbox.add(describe(session, envelope))
        hung = False
        while self.mailbox.mode(envelope.rcpt_tos) in ('hang', 'take') and time.monotonic() < end:
            hung = True
            await asyncio.sleep(0.05)
        if hung:
            # A client that left meanwhile is noticed first, and ends this: what it did not hand over to the end has not arrived.
            await asyncio.sleep(0.2)
        if taken:
            return '250 OK'
        if self.mailbox.mode(envelope.rcpt_tos) == 'drop':
            server.transport.abort()
            return '421 4.3.0 closing'
        self.mailbox.add(describe(session, envelope))
        return '250 OK'


def describe(session, envelope):
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    login = getattr(session.auth_data, 'login', b'')
    return {
        'from': envelope.mail_from,
        'to': list(envelope.rcpt_tos),
        'subject': message['subject'],
        'text': body(message, 'plain'),
        'html': body(message, 'html'),
        'parts': [part.get_content_type() for part in message.walk()],
        'tls': session.ssl is not None,
        'user': login.decode() if login else None,
        # Latin-1 gives each octet one character, so nothing of what was sent is lost.
        'raw': envelope.content.decode('latin-1'),
    }


def body(message, kind):
    part = message.get_body((kind,))
    return part.get_content() if part is not None else None


class Server(SMTP):
    @syntax('AUTH <mechanism>')
    async def smtp_AUTH(self, arg):
        # RFC 4954: mechanism names know no case. aiosmtpd compares them exactly, and .NET's own client sends "login".
        mechanism, blank, rest = (arg or '').partition(' ')
        await super().smtp_AUTH(mechanism.upper() + blank + rest)


def authenticator(user, password):
    def check(server, session, envelope, mechanism, data):
        right = (isinstance(data, LoginPassword)
                 and hmac.compare_digest(data.login, user) and hmac.compare_digest(data.password, password))
        return AuthResult(success=right, handled=False, auth_data=data)
    return check


class Control(http.server.BaseHTTPRequestHandler):
    """GET    /mails?to=ADDRESS[&count=N&wait=SECONDS]   the mails; with count and wait as soon as there are N, or time is up
    GET    /attempts?to=ADDRESS                         how often that recipient was offered, also when refused
    DELETE /mails[?to=ADDRESS]                          forget them
    POST   /mode/{ok|451|550|hang|take|drop}[?to=ADDRESS]   451 and 550 refuse the recipient, hang and drop the message; take keeps it and
                                                            does not say so
    """

    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    mailbox = None

    def do_GET(self):
        path, query = self.target()
        if path == '/mails':
            self.answer(200, self.mailbox.wait(query.get('to'), int(query.get('count', 0)), float(query.get('wait', 0))))
        elif path == '/attempts' and 'to' in query:
            self.answer(200, {'attempts': self.mailbox.attempts.get(query['to'].lower(), 0)})
        else:
            self.answer(404, {'error': 'no such path'})

    def do_DELETE(self):
        path, query = self.target()
        if path != '/mails':
            return self.answer(404, {'error': 'no such path'})
        self.mailbox.clear(query.get('to'))
        self.answer(200, {})

    def do_POST(self):
        path, query = self.target()
        mode = path.removeprefix('/mode/')
        if mode not in MODES:
            return self.answer(404, {'error': f'the modes are {", ".join(MODES)}'})
        self.mailbox.set_mode(query.get('to'), mode)
        self.answer(200, {})

    def target(self):
        # A body is read and ignored: left in the stream it would be taken for the next request.
        self.rfile.read(int(self.headers.get('Content-Length') or 0))
        url = urllib.parse.urlsplit(self.path)
        return url.path, dict(urllib.parse.parse_qsl(url.query))

    def answer(self, status, value):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class ControlServer(http.server.ThreadingHTTPServer):
    # Hundreds of tests may ask at the same moment; the default backlog of five resets some of them.
    request_queue_size = 512
    daemon_threads = True


async def serve(arguments):
    # aiosmtpd warns about itself at every login.
    logging.getLogger('mail.log').setLevel(logging.ERROR)
    mailbox = Mailbox()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(arguments.certificate, arguments.key)
    loop = asyncio.get_running_loop()
    common = {
        'hostname': 'localhost', 'loop': loop, 'enable_SMTPUTF8': True,
        'authenticator': authenticator(arguments.user.encode(), arguments.password.encode()),
    }

    def secure():
        return Server(Delivery(mailbox), tls_context=context, require_starttls=True, auth_required=True, **common)

    def plain():
        return Server(Delivery(mailbox), auth_require_tls=False, **common)

    smtp_server = await loop.create_server(secure, HOST, arguments.port, backlog=512)
    plain_server = await loop.create_server(plain, HOST, arguments.plain_port, backlog=512)
    Control.mailbox = mailbox
    control_server = ControlServer((HOST, arguments.control_port), Control)
    threading.Thread(target=control_server.serve_forever, daemon=True).start()

    print(json.dumps({
        'smtp': smtp_server.sockets[0].getsockname()[1],
        'plain': plain_server.sockets[0].getsockname()[1],
        'control': control_server.server_address[1],
    }), flush=True)
    await asyncio.gather(smtp_server.serve_forever(), plain_server.serve_forever())


def main():
    parser = argparse.ArgumentParser(description='A mail server that keeps everything and delivers nothing.')
    parser.add_argument('--certificate', required=True, help='PEM file to show after STARTTLS')
    parser.add_argument('--key', required=True, help='PEM file with its private key')
    parser.add_argument('--user', default='trench')
    parser.add_argument('--password', default='sink')
    parser.add_argument('--port', type=int, default=0)
    parser.add_argument('--plain-port', type=int, default=0)
    parser.add_argument('--control-port', type=int, default=0)
    asyncio.run(serve(parser.parse_args()))


if __name__ == '__main__':
    main()
