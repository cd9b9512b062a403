#!/bin/sh
# Makes the certificates of this folder anew. They serve tests on 127.0.0.1 only, so their keys are no secret.
# `trusted`, `expired` (ended in 2001), `other-host` (made out to another name) and `client` are signed by `authority`,
# whose key is thrown away; `self-signed` by itself. `client.encrypted.key.pem` is the client's key with a password.
# Valid for a hundred years, so that no test fails because time has passed.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here='IP:127.0.0.1,IP:::1,DNS:localhost'

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }

: > "$work/index.txt"
cat > "$work/ca.cnf" <<CONFIG
[ca]
default_ca = test
[test]
database = $work/index.txt
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
CONFIG

# certificate NAME KEY EXTENSIONS FROM TO [SIGNED BY…]
certificate() {
  name=$1 key=$2 from=$4 to=$5
  openssl req -new -key "$key" -subj "/CN=$name" -out "$work/$name.csr"
  echo "$3" > "$work/$name.ext"
  shift 5
  openssl ca -batch -notext -config "$work/ca.cnf" -startdate "$from" -enddate "$to" \
    -extfile "$work/$name.ext" -in "$work/$name.csr" -out "$name.pem" "$@"
}

# FROM TO; openssl 3.0 can set a first day only here, and a machine whose clock is behind must do too.
century='20200101000000Z 21200101000000Z'

key "$work/authority.key.pem"
certificate authority "$work/authority.key.pem" 'basicConstraints=critical,CA:TRUE' $century \
  -selfsign -keyfile "$work/authority.key.pem"

signed() {
  key "$1.key.pem"
  certificate "$1" "$1.key.pem" "subjectAltName=$2" "$3" "$4" -cert authority.pem -keyfile "$work/authority.key.pem"
}
signed trusted "$here" $century
signed expired "$here" 20000101000000Z 20010101000000Z
signed other-host DNS:receiver.example $century
signed client DNS:client.example $century
openssl pkey -in client.key.pem -aes256 -passout pass:secret -out client.encrypted.key.pem

key self-signed.key.pem
certificate self-signed self-signed.key.pem "subjectAltName=$here" $century -selfsign -keyfile self-signed.key.pem
chmod 644 ./*.pem
