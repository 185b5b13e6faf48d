//! A server whose certificate is not to be trusted.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::Arc,
};

use gongshi::{domain::SourceState, sync::Options};
use rustls::{
    ServerConfig, ServerConnection, Stream,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};

use super::{
    bureau::{Bureau, answer},
    hall::{Client, feed, hall},
};

/// A web server with a certificate that it signed itself; its feed is in order.
fn stranger() -> String {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("tls/stranger.crt")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/stranger.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/feed.json", listener.local_addr().unwrap());
    // Ends with the process; nothing hangs on it.
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut tls = Stream::new(&mut connection, &mut stream);
            let mut asked = [0; 4096];
            // A client that hangs up on the certificate is the good case.
            if tls.read(&mut asked).is_ok() {
                let _ = tls.write_all(&answer("200 OK", &[], feed(9, &["a stranger's"]).as_bytes()));
            }
        }
    });
    url
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_not_believed() {
    let (bureau, data) = (Bureau::open(), tempfile::tempdir().unwrap());
    bureau.feed("/feed.json", &feed(1, &["a"]));
    let mut hall = hall(&bureau.url("/feed.json"));
    let mut secure = hall.sources[0].clone();
    secure.url = stranger();
    hall.sources.push(secure);
    let client = Client::start_hall(&hall, data.path(), Options::default());
    client.until("not believed", |snapshot| {
        matches!(&snapshot.sources[1].state, SourceState::Unreachable(why) if why.contains("certificate"))
    });
    client.until_titles(&["a"]);
}
