# Sourced by ./test: installs what is missing where that is allowed, starts the throw-away servers on loopback, stops them again.
# Everything lives in $scratch; what is started is stopped by its own pid or data folder, never by name.

postgres_data=
sink_pid=

say() { printf '%s\n' "$*"; }

# --- What there is ---------------------------------------------------------------------------------------------------

postgres_bin() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) $(dirname "$(command -v initdb || echo /none/x)"); do
        [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && { echo "$folder"; return; }
    done
    return 1
}

# The distribution's package belongs to /usr/bin/python3; another python3 may come first on the PATH.
python_with() {
    local python
    for python in python3 /usr/bin/python3; do
        "$python" -c "import $1" 2>/dev/null && { command -v "$python"; return; }
    done
    return 1
}

# One folder for each content of package.json, outside the repository; the mark is written last.
npm_folder() {
    local hash
    hash=$(sha256sum "$root/tests/components/package.json" | cut -c 1-16)
    echo "${XDG_CACHE_HOME:-${HOME:-$scratch}/.cache}/trench-test/npm-$hash"
}

chromium_path() {
    if [ -x "${TRENCH_TEST_CHROMIUM:-}" ]; then echo "$TRENCH_TEST_CHROMIUM"; return; fi
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

has() {
    case $1 in
        postgresql) postgres_bin ;;
        python3-aiosmtpd) python_with aiosmtpd ;;
        python3-boto3) python_with boto3 ;;
        chromium) chromium_path ;;
        oathtool) command -v oathtool ;;
        zbar-tools) command -v zbarimg ;;
        librsvg2-bin) command -v rsvg-convert ;;
        libyubikey-dev) command -v ykgenerate ;;
        libykclient-dev) command -v ykclient ;;
        nginx-light) command -v nginx ;;
        openssl) command -v openssl ;;
    esac >/dev/null 2>&1
}

# --- Installing ------------------------------------------------------------------------------------------------------

all_packages='postgresql oathtool zbar-tools librsvg2-bin libyubikey-dev libykclient-dev nginx-light openssl python3-aiosmtpd python3-boto3 chromium'

missing_packages() {
    local package
    for package in $all_packages; do has "$package" || echo "$package"; done
}

install_missing() {
    local missing
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        return 0
    fi

    say "Installing:" $missing
    local log=$scratch/apt.log policy=
    # The package would start a server of its own on the usual port; ours are the only ones this run needs.
    if [ ! -e /usr/sbin/policy-rc.d ]; then
        policy=/usr/sbin/policy-rc.d
        printf '#!/bin/sh\nexit 101\n' >$policy
        chmod +x $policy
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >"$log" 2>&1 || say 'apt-get update failed, trying what is cached.'
    if ! apt_install $missing; then
        # One name that this distribution lacks must not keep the others away.
        local package
        for package in $missing; do apt_install "$package" || say "Could not install $package: $(tail -n 1 "$log")"; done
    fi
    [ -z "$policy" ] || rm -f "$policy"
}

apt_install() {
    local package names=
    for package in "$@"; do
        if [ "$package" = postgresql ] && apt-cache show postgresql-15 >/dev/null 2>&1; then package=postgresql-15; fi
        names="$names $package"
    done
    apt-get install -y -qq --no-install-recommends $names >>"$log" 2>&1 </dev/null
}

# Needs no root: a cache of this user's, made once for each content of package.json.
install_npm() {
    local folder made
    folder=$(npm_folder)
    if [ -e "$folder/complete" ] || ! command -v npm >/dev/null; then return 0; fi
    say 'Installing the npm packages of tests/components/package.json'
    mkdir -p "$(dirname "$folder")" && made=$(mktemp -d "$folder.XXXXXX") || return 0
    cp "$root/tests/components/package.json" "$made/"
    if run npm install --prefix "$made" --no-audit --no-fund --no-package-lock --ignore-scripts --loglevel error >"$results/npm.log" 2>&1; then
        touch "$made/complete"
        # Another run may have been quicker; then its folder is as good.
        mv -T "$made" "$folder" 2>/dev/null || rm -rf "$made"
    else
        say "npm installed nothing: $(tail -n 1 "$results/npm.log")"
        rm -rf "$made"
    fi
}

# --- Starting --------------------------------------------------------------------------------------------------------

start_components() {
    local skipped=()
    start_postgres || skipped+=("PostgreSQL ($reason)")
    start_sink || skipped+=("SMTP sink ($reason)")
    if chromium_path >/dev/null; then
        TRENCH_TEST_CHROMIUM=$(chromium_path)
        export TRENCH_TEST_CHROMIUM
    else
        skipped+=('Chromium (package chromium is not installed)')
    fi
    if [ -e "$(npm_folder)/complete" ]; then
        TRENCH_TEST_NODE_MODULES=$(npm_folder)/node_modules
        export TRENCH_TEST_NODE_MODULES
    else
        skipped+=('Prism, Twilio SDK, AWS SDK (npm is not installed, or could not install tests/components/package.json)')
    fi
    if has python3-boto3; then
        TRENCH_TEST_BOTO3=$(python_with boto3)
        export TRENCH_TEST_BOTO3
    else
        skipped+=('boto3 (package python3-boto3 is not installed)')
    fi
    has oathtool || skipped+=('oathtool (package oathtool is not installed)')
    has zbar-tools || skipped+=('zbarimg (package zbar-tools is not installed)')
    has libyubikey-dev || skipped+=('ykgenerate (package libyubikey-dev is not installed)')
    has libykclient-dev || skipped+=('ykclient (package libykclient-dev is not installed)')
    has librsvg2-bin || skipped+=('rsvg-convert (package librsvg2-bin is not installed)')

    local component
    for component in "${skipped[@]}"; do say "Component skipped: $component"; done
}

free_port() {
    local port
    # Below the range from which the system hands out ports to clients.
    while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}

random_word() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# initdb refuses root, so root hands the data folder to a user without rights.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u "$postgres_user" -- "$@"; else "$@"; fi
}

start_postgres() {
    local bin folder=$scratch/postgres password port attempt
    reason='package postgresql is not installed'
    bin=$(postgres_bin) || return 1
    postgres_user=nobody
    if id postgres >/dev/null 2>&1; then postgres_user=postgres; fi
    password=$(random_word)
    mkdir "$folder"
    printf '%s\n' "$password" >"$folder/password"
    if [ "$(id -u)" -eq 0 ]; then chown -R "$postgres_user" "$folder"; fi
    chmod 700 "$folder"

    reason="initdb failed, see $results/postgres.log"
    (cd "$folder" && as_postgres "$bin/initdb" -D "$folder/data" -U trench -A scram-sha-256 --pwfile="$folder/password" \
        -E UTF8 --locale=C --no-sync) >"$results/postgres.log" 2>&1 || return 1
    postgres_pg_ctl=$bin/pg_ctl

    # Nothing here outlives the run, so nothing has to survive a power cut.
    for attempt in 1 2 3 4 5; do
        port=$(free_port)
        if (cd "$folder" && as_postgres "$bin/pg_ctl" -s -w -t 30 -D "$folder/data" -l "$folder/server.log" -o "-p $port \
            -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off \
            -c full_page_writes=off -c max_connections=300 -c log_statement=${TRENCH_TEST_POSTGRES_LOG:-none}" start) \
            >>"$results/postgres.log" 2>&1; then
            postgres_data=$folder/data
            # Each test has a database of its own: connections of finished tests must go, or the server runs out of them.
            export TRENCH_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=trench;Password=$password;Database=postgres;Connection Idle Lifetime=5;Connection Pruning Interval=2"
            return 0
        fi
    done
    reason="the server did not start, see $results/postgres.log"
    return 1
}

start_sink() {
    local python folder=$scratch/smtp attempt
    reason='package python3-aiosmtpd is not installed'
    python=$(python_with aiosmtpd) || return 1
    reason='package openssl is not installed'
    has openssl || return 1
    mkdir "$folder"
    reason='openssl made no certificate'
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$folder/key.pem" -out "$folder/certificate.pem" -days 2 \
        -subj /CN=localhost -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' 2>/dev/null || return 1

    TRENCH_TEST_SMTP_PASSWORD=$(random_word)
    "$python" "$root/tests/components/smtp_sink.py" --certificate "$folder/certificate.pem" --key "$folder/key.pem" \
        --user trench --password "$TRENCH_TEST_SMTP_PASSWORD" >"$folder/ports" 2>"$results/smtp-sink.log" </dev/null &
    sink_pid=$!
    for attempt in $(seq 100); do
        if [ -s "$folder/ports" ]; then break; fi
        reason="the sink ended at once, see $results/smtp-sink.log"
        kill -0 "$sink_pid" 2>/dev/null || return 1
        sleep 0.1
    done
    reason='the sink named no ports within ten seconds'
    [ -s "$folder/ports" ] || return 1

    export TRENCH_TEST_SMTP_HOST=localhost TRENCH_TEST_SMTP_USER=trench TRENCH_TEST_SMTP_PASSWORD
    export TRENCH_TEST_SMTP_CA=$folder/certificate.pem
    TRENCH_TEST_SMTP_PORT=$(sink_port smtp)
    TRENCH_TEST_SMTP_PLAIN_PORT=$(sink_port plain)
    TRENCH_TEST_SMTP_CONTROL=http://127.0.0.1:$(sink_port control)/
    export TRENCH_TEST_SMTP_PORT TRENCH_TEST_SMTP_PLAIN_PORT TRENCH_TEST_SMTP_CONTROL
}

sink_port() { sed -n "s/.*\"$1\": \([0-9]*\).*/\1/p" "$scratch/smtp/ports"; }

# --- Stopping --------------------------------------------------------------------------------------------------------

stop_components() {
    if [ -n "$sink_pid" ]; then
        kill "$sink_pid" 2>/dev/null
        wait "$sink_pid" 2>/dev/null
        sink_pid=
    fi
    if [ -n "$postgres_data" ]; then
        (cd / && as_postgres "$postgres_pg_ctl" -s -D "$postgres_data" -m immediate stop) >/dev/null 2>&1
        if [ -n "${TRENCH_TEST_POSTGRES_LOG:-}" ]; then cp "${postgres_data%/data}/server.log" "$results/postgres-server.log"; fi
        postgres_data=
    fi
}
