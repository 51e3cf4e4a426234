#include "shells/server/secret.h"

#include <vector>

#include <sodium.h>

#include "core/base/contract.h"

namespace lissom::server {

std::string new_secret(std::size_t bytes) {
  LISSOM_EXPECTS(sodium_init() >= 0);
  std::vector<unsigned char> random(bytes);
  randombytes_buf(random.data(), random.size());
  std::string text(sodium_base64_encoded_len(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING),
                   '\0');
  sodium_bin2base64(text.data(), text.size(), random.data(), random.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // the zero at the end
  return text;
}

std::string hash_of(std::string_view secret) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  return hash;
}

}  // namespace lissom::server
